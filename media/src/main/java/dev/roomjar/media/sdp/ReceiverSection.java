package dev.roomjar.media.sdp;

import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.MediaKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One media section of a receiver's peer connection, over all the tracks that it carries one after the other. */
final class ReceiverSection {
    /** What the section is used for. */
    enum State {
        /** Carries a track. */
        LIVE,
        /** Its track ended; the receiver does not know yet. */
        ENDED,
        /** The receiver knows that it is inactive: it can take the next track. */
        FREE,
        /** The receiver refused it: port 0 for good, until another section takes its place in the list. */
        REFUSED
    }

    final MediaKind kind;
    final String mid;
    State state = State.LIVE;
    List<Codec> codecs;
    Map<HeaderExtension, Integer> extensions;
    int ssrc;
    int rtxSsrc;
    String cname;
    String messageStream;

    ReceiverSection(
            MediaKind kind,
            String mid,
            List<Codec> codecs,
            Map<HeaderExtension, Integer> extensions,
            int ssrc,
            int rtxSsrc,
            String cname,
            String messageStream) {
        this.kind = kind;
        this.mid = mid;
        this.codecs = codecs;
        this.extensions = new EnumMap<>(extensions);
        this.ssrc = ssrc;
        this.rtxSsrc = rtxSsrc;
        this.cname = cname;
        this.messageStream = messageStream;
    }

    OutgoingMedia outgoing() {
        return new OutgoingMedia(kind, mid, ssrc, rtxSsrc);
    }

    MediaDescription describe(LocalTransport local, boolean first) {
        Attributes.Builder out = Attributes.builder();
        if (state == State.REFUSED) {
            out.add("mid", mid).add(Direction.INACTIVE.sdpName());
            return new MediaDescription(
                    kind.sdpName(), 0, PROTOCOL, CodecLines.formats(codecs), "IN IP4 0.0.0.0", out.build());
        }
        TransportLines.write(local, "actpass", out);
        out.add("mid", mid);
        ExtensionLines.write(extensions, out);
        if (state == State.LIVE) {
            out.add(Direction.SENDONLY.sdpName()).add("msid", messageStream);
        } else {
            out.add(Direction.INACTIVE.sdpName());
        }
        out.add("rtcp-mux").add("rtcp-rsize");
        CodecLines.write(codecs, out);
        if (state == State.LIVE) {
            StreamLines.write(outgoing(), codecs, cname, messageStream, out);
        }
        if (first) {
            TransportLines.writeCandidates(local, out);
        }
        return new MediaDescription(
                kind.sdpName(),
                TransportLines.port(local),
                PROTOCOL,
                CodecLines.formats(codecs),
                TransportLines.connection(local),
                out.build());
    }

    private static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";
}
