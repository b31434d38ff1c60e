package dev.roomjar.media.sdp;

import dev.roomjar.media.rtp.ExtensionIds;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.MediaKind;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One media section of a player's peer connection: a place for tracks, the same stream whatever track is in it. */
record PlayerSection(OutgoingMedia outgoing, int place, String cname, String messageStream) {

    /** Whether the offer's section is the one this was made for. */
    boolean matches(MediaDescription offered) {
        return offered.mid().equals(outgoing.mid())
                && offered.media().equals(outgoing.kind().sdpName());
    }

    NegotiatedMedia negotiate(SessionDescription session, MediaDescription offered) {
        MediaKind kind = outgoing.kind();
        return new NegotiatedMedia(
                kind,
                outgoing.mid(),
                codecs(offered, kind),
                extensions(session, offered),
                List.of(),
                Map.of(),
                List.of(),
                offered.direction().receives());
    }

    /** Lost packets can come back in a stream of their own only (RFC 4588), so without one there is nothing to ask for. */
    private static List<Codec> codecs(MediaDescription offered, MediaKind kind) {
        return CodecLines.read(offered, kind).stream()
                .map(codec -> codec.hasRtx() ? codec : withoutNack(codec))
                .toList();
    }

    private static Codec withoutNack(Codec codec) {
        Set<Feedback> feedback = new HashSet<>(codec.feedback());
        feedback.remove(Feedback.NACK);
        return new Codec(
                codec.encoding(),
                codec.payloadType(),
                codec.channels(),
                codec.parameters(),
                feedback,
                codec.rtxPayloadType());
    }

    private static ExtensionIds extensions(SessionDescription session, MediaDescription offered) {
        ExtensionIds all = ExtensionLines.read(session, offered, Direction.RECVONLY);
        Map<HeaderExtension, Integer> used = new EnumMap<>(HeaderExtension.class);
        all.asMap().forEach((extension, id) -> {
            if (ReceiverNegotiation.EXTENSION_IDS.containsKey(extension)) {
                used.put(extension, id);
            }
        });
        return new ExtensionIds(used, all.mixed());
    }

    MediaDescription accept(
            SessionDescription session,
            MediaDescription offered,
            NegotiatedMedia media,
            LocalTransport local,
            boolean first) {
        Attributes.Builder out = Attributes.builder();
        describeTransport(session, offered, local, out);
        ExtensionLines.write(media.extensions().asMap(), out);
        if (media.active()) {
            out.add(Direction.SENDONLY.sdpName()).add("msid", messageStream);
        } else {
            out.add(Direction.INACTIVE.sdpName());
        }
        CodecLines.write(media.codecs(), out);
        if (media.active()) {
            StreamLines.write(outgoing, media.codecs(), cname, messageStream, out);
        }
        if (first) {
            TransportLines.writeCandidates(local, out);
        }
        return description(offered, local, CodecLines.formats(media.codecs()), out);
    }

    /** A section of the bundle that nothing is sent in. */
    static MediaDescription inactive(
            SessionDescription session, MediaDescription offered, MediaKind kind, LocalTransport local, boolean first) {
        Attributes.Builder out = Attributes.builder();
        describeTransport(session, offered, local, out);
        out.add(Direction.INACTIVE.sdpName());
        List<Codec> codecs = CodecLines.read(offered, kind);
        CodecLines.write(codecs, out);
        if (first) {
            TransportLines.writeCandidates(local, out);
        }
        return description(offered, local, CodecLines.formats(codecs), out);
    }

    private static void describeTransport(
            SessionDescription session, MediaDescription offered, LocalTransport local, Attributes.Builder out) {
        TransportLines.write(local, OfferChecks.setup(session, offered), out);
        if (!offered.mid().isEmpty()) {
            out.add("mid", offered.mid());
        }
        out.add("rtcp-mux");
        for (String accepted : List.of("rtcp-rsize", "extmap-allow-mixed")) {
            if (offered.attributes().has(accepted)) {
                out.add(accepted);
            }
        }
    }

    private static MediaDescription description(
            MediaDescription offered, LocalTransport local, List<String> formats, Attributes.Builder out) {
        return new MediaDescription(
                offered.media(),
                TransportLines.port(local),
                offered.protocol(),
                formats,
                TransportLines.connection(local),
                out.build());
    }
}
