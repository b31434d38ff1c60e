package dev.roomjar.media.sdp;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.rtp.ExtensionIds;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.MediaKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answering side of a publisher's peer connection: takes its offers (JSEP, RFC 8829 §5.3) and answers with what this
 * server receives. One object per peer connection; not thread safe.
 */
public final class PublisherNegotiation {
    /** Most encodings of one video track that are taken at once. */
    public static final int MAX_ENCODINGS = 3;

    private final long sessionId;
    private int version = 1;

    /** @param sessionId a random number for the {@code o=} line, 0 to 2^62 (RFC 8829 §5.2.1) */
    public PublisherNegotiation(long sessionId) {
        this.sessionId = sessionId;
    }

    /**
     * Answers an offer, the first or a later one.
     *
     * @throws MediaException where the offer cannot be used; the message says what is missing. State is then as before.
     */
    public PublisherAnswer answer(String offer, LocalTransport local) {
        SessionDescription session = SessionDescription.parse(offer);
        Map<MediaKind, MediaDescription> chosen = choose(session);
        if (chosen.isEmpty()) {
            throw new MediaException("The offer has no audio or video section with a codec that is forwarded here:"
                    + " Opus, VP8, VP9, H264, AV1.");
        }
        List<MediaDescription> sections = new ArrayList<>();
        Map<MediaKind, NegotiatedMedia> negotiated = new EnumMap<>(MediaKind.class);
        List<String> bundled = new ArrayList<>();
        RemoteTransport transport = null;
        for (MediaDescription section : session.media()) {
            MediaKind kind = chosenAs(chosen, section);
            if (kind == null) {
                sections.add(OfferChecks.refusal(section));
                continue;
            }
            OfferChecks.checkUsable(session, section);
            if (transport == null) {
                transport = TransportLines.read("offer", session, section);
            }
            NegotiatedMedia media = negotiate(kind, session, section);
            if (bundled.contains(media.mid())) {
                throw new MediaException("The offer has a=mid:" + media.mid() + " twice; each section needs its own.");
            }
            sections.add(acceptance(session, section, media, local, bundled.isEmpty()));
            negotiated.put(kind, media);
            bundled.add(media.mid());
        }
        if (transport == null) {
            throw new AssertionError("a chosen section was not found again");
        }
        OfferChecks.checkBundle(session, bundled);
        SessionDescription answer = new SessionDescription(
                "- " + sessionId + " " + version++ + " IN IP4 127.0.0.1",
                OfferChecks.sessionAttributes(session, bundled),
                sections);
        return new PublisherAnswer(
                answer.toString(),
                transport,
                Optional.ofNullable(negotiated.get(MediaKind.AUDIO)),
                Optional.ofNullable(negotiated.get(MediaKind.VIDEO)));
    }

    /** One section of each kind: the first that sends, or else the first that is not ended. */
    private static Map<MediaKind, MediaDescription> choose(SessionDescription session) {
        Map<MediaKind, MediaDescription> chosen = new EnumMap<>(MediaKind.class);
        for (MediaDescription section : session.media()) {
            Optional<MediaKind> kind = section.kind();
            if (kind.isEmpty()
                    || section.isRefused()
                    || CodecLines.read(section, kind.get()).isEmpty()) {
                continue;
            }
            MediaDescription earlier = chosen.get(kind.get());
            if (earlier == null
                    || (!earlier.direction().sends() && section.direction().sends())) {
                chosen.put(kind.get(), section);
            }
        }
        return chosen;
    }

    @SuppressWarnings("ReferenceEquality") // Two sections may be equal in text; one of them is meant.
    private static @Nullable MediaKind chosenAs(Map<MediaKind, MediaDescription> chosen, MediaDescription section) {
        for (Map.Entry<MediaKind, MediaDescription> entry : chosen.entrySet()) {
            if (entry.getValue() == section) {
                return entry.getKey();
            }
        }
        return null;
    }

    private static NegotiatedMedia negotiate(MediaKind kind, SessionDescription session, MediaDescription section) {
        ExtensionIds extensions = ExtensionLines.read(session, section, Direction.SENDONLY);
        List<String> encodings = encodings(kind, section, extensions);
        return new NegotiatedMedia(
                kind,
                section.mid(),
                CodecLines.read(section, kind),
                extensions,
                StreamLines.ssrcs(section),
                StreamLines.rtxSsrcs(section),
                encodings,
                section.direction().sends());
    }

    /** The simulcast encodings to take: as many as there may be, none where packets could not tell which they belong to. */
    private static List<String> encodings(MediaKind kind, MediaDescription section, ExtensionIds extensions) {
        if (kind != MediaKind.VIDEO || !extensions.has(HeaderExtension.RID) || !extensions.has(HeaderExtension.MID)) {
            return List.of();
        }
        List<String> rids = StreamLines.sendRids(section);
        return rids.size() < 2 ? List.of() : rids.subList(0, Math.min(rids.size(), MAX_ENCODINGS));
    }

    private static MediaDescription acceptance(
            SessionDescription session,
            MediaDescription offered,
            NegotiatedMedia media,
            LocalTransport local,
            boolean first) {
        Attributes.Builder out = Attributes.builder();
        TransportLines.write(local, OfferChecks.setup(session, offered), out);
        out.add("mid", media.mid());
        ExtensionLines.write(media.extensions().asMap(), out);
        out.add(media.active() ? Direction.RECVONLY.sdpName() : Direction.INACTIVE.sdpName());
        out.add("rtcp-mux");
        if (offered.attributes().has("rtcp-rsize")) {
            out.add("rtcp-rsize");
        }
        if (offered.attributes().has("extmap-allow-mixed")) {
            out.add("extmap-allow-mixed");
        }
        CodecLines.write(media.codecs(), out);
        StreamLines.writeReceivedRids(media.rids(), out);
        if (first) {
            TransportLines.writeCandidates(local, out);
        }
        return new MediaDescription(
                offered.media(),
                TransportLines.port(local),
                offered.protocol(),
                CodecLines.formats(media.codecs()),
                TransportLines.connection(local),
                out.build());
    }
}
