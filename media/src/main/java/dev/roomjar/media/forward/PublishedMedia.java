package dev.roomjar.media.forward;

import dev.roomjar.media.congestion.ArrivalFeedback;
import dev.roomjar.media.rtcp.RtcpHandler;
import dev.roomjar.media.rtcp.RtcpParser;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.NegotiatedMedia;
import dev.roomjar.media.sdp.PublisherAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one publisher sends: takes its decrypted packets, repairs losses, asks for keyframes and reports what
 * arrived. See the package for how it is driven. Not thread safe.
 */
public final class PublishedMedia {
    private static final long REPORT_INTERVAL_NANOS = 1_000_000_000;
    private static final byte[] CNAME = "roomjar".getBytes(StandardCharsets.UTF_8);

    /** One track with what its packets are known by. */
    private static final class Route {
        final PublishedTrack track;
        PayloadRoutes payloads;
        byte[] mid;
        boolean active;

        Route(NegotiatedMedia media) {
            track = new PublishedTrack(media);
            payloads = new PayloadRoutes(media);
            mid = media.mid().getBytes(StandardCharsets.UTF_8);
            active = media.active();
        }

        void negotiated(NegotiatedMedia media) {
            track.negotiated(media);
            payloads = new PayloadRoutes(media);
            mid = media.mid().getBytes(StandardCharsets.UTF_8);
            active = media.active();
        }
    }

    private final int reporterSsrc;
    private final RtpPacket packet = new RtpPacket();
    private final RtcpParser parser = new RtcpParser();
    private final Input input = new Input();
    private final RtcpWriter writer = new RtcpWriter();
    private final ArrivalFeedback arrivals = new ArrivalFeedback();
    private @Nullable Route audio;
    private @Nullable Route video;
    private int transportCcId;
    private boolean reducedSize;
    private long reportAt = Long.MAX_VALUE;

    /**
     * @param negotiated the outcome of the publisher's first offer
     * @param reporterSsrc a random SSRC under which this server sends RTCP to the publisher
     */
    public PublishedMedia(PublisherAnswer negotiated, int reporterSsrc) {
        this.reporterSsrc = reporterSsrc;
        negotiated(negotiated);
    }

    /** Takes the outcome of a later offer. Tracks that stay keep their receivers; one that is no longer sent falls silent. */
    public void negotiated(PublisherAnswer negotiated) {
        audio = negotiated(audio, negotiated.audio());
        video = negotiated(video, negotiated.video());
        reducedSize = negotiated.transport().reducedSizeRtcp();
        transportCcId = transportCcId(negotiated);
    }

    private static @Nullable Route negotiated(@Nullable Route before, Optional<NegotiatedMedia> media) {
        if (before == null) {
            return media.map(Route::new).orElse(null);
        }
        if (media.isPresent()) {
            before.negotiated(media.get());
        } else {
            before.active = false;
        }
        return before;
    }

    /** The id is the same in all sections of a bundle that use the extension (RFC 9143 §15.2). */
    private static int transportCcId(PublisherAnswer negotiated) {
        int ofVideo = negotiated
                .video()
                .map(media -> media.extensions().id(HeaderExtension.TRANSPORT_CC))
                .orElse(0);
        return ofVideo != 0
                ? ofVideo
                : negotiated
                        .audio()
                        .map(media -> media.extensions().id(HeaderExtension.TRANSPORT_CC))
                        .orElse(0);
    }

    /** The audio track; empty if the publisher never offered one. */
    public Optional<PublishedTrack> audio() {
        return Optional.ofNullable(audio).map(route -> route.track);
    }

    /** The video track; empty if the publisher never offered one. */
    public Optional<PublishedTrack> video() {
        return Optional.ofNullable(video).map(route -> route.track);
    }

    /** The track of a kind, null if the publisher never offered one. */
    @Nullable
    PublishedTrack track(@Nullable MediaKind kind) {
        Route route = route(kind);
        return route == null ? null : route.track;
    }

    /** What a payload type in the section of a kind means. */
    @Nullable
    Codec codec(@Nullable MediaKind kind, int payloadType) {
        Route route = route(kind);
        return route == null ? null : route.payloads.codec(payloadType);
    }

    private @Nullable Route route(@Nullable MediaKind kind) {
        return kind == MediaKind.AUDIO ? audio : video;
    }

    /**
     * Takes one decrypted RTP packet. Its bytes are copied; the buffer may be reused at once.
     *
     * @return the track that has a packet to forward now, to be given to each {@link ForwardedTrack#forward}; null where there is
     *     nothing to forward (duplicate, malformed, of no known track)
     */
    public @Nullable PublishedTrack receive(byte[] buffer, int offset, int length, long nowNanos) {
        if (!packet.wrap(buffer, offset, length)) {
            return null;
        }
        if (packet.findExtension(transportCcId) && packet.extensionLength() == 2) {
            arrivals.received(Bytes.u16(buffer, packet.extensionOffset()), length, nowNanos);
        }
        Route route = route();
        if (route == null || !route.active) {
            return null;
        }
        int payloadType = packet.payloadType();
        Codec codec = route.payloads.codec(payloadType);
        if (codec == null || !route.track.receive(packet, codec, payloadType == codec.rtxPayloadType(), nowNanos)) {
            return null;
        }
        if (reportAt == Long.MAX_VALUE) {
            reportAt = nowNanos + REPORT_INTERVAL_NANOS;
        }
        return route.track;
    }

    /** The order of RFC 9143 §9.2: the mid that the packet carries, or else its known SSRC, or else its payload type. */
    private @Nullable Route route() {
        Route byMid = routeByMid();
        if (byMid != null) {
            return byMid;
        }
        int ssrc = packet.ssrc();
        if (video != null && video.track.hasSsrc(ssrc)) {
            return video;
        }
        if (audio != null && audio.track.hasSsrc(ssrc)) {
            return audio;
        }
        if (video != null && video.payloads.codec(packet.payloadType()) != null) {
            return video;
        }
        return audio;
    }

    private @Nullable Route routeByMid() {
        if (video != null && carriesMid(video)) {
            return video;
        }
        return audio != null && carriesMid(audio) ? audio : null;
    }

    private boolean carriesMid(Route route) {
        if (!packet.findExtension(route.track.media().extensions().id(HeaderExtension.MID))) {
            return false;
        }
        int at = packet.extensionOffset();
        return Arrays.equals(packet.buffer(), at, at + packet.extensionLength(), route.mid, 0, route.mid.length);
    }

    /** Takes one decrypted RTCP packet, compound or of reduced size. */
    public void receiveRtcp(byte[] packet, int offset, int length, long nowNanos) {
        input.nowNanos = nowNanos;
        parser.read(packet, offset, length, input);
    }

    /**
     * What a publisher tells. It receives nothing from here, so there is nothing it could report on or ask for. Its goodbye changes
     * nothing: the next packet may have another SSRC.
     */
    private final class Input implements RtcpHandler {
        private long nowNanos;

        @Override
        public void senderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets) {
            if (audio != null) {
                audio.track.senderReport(ssrc, ntpTime, rtpTimestamp, nowNanos);
            }
            if (video != null) {
                video.track.senderReport(ssrc, ntpTime, rtpTimestamp, nowNanos);
            }
        }
    }

    /**
     * Writes the next RTCP packet that is due towards the publisher. Call until it returns 0.
     *
     * @param limit room at {@code offset}, at least {@link ForwardedTrack#MAX_PACKET}
     * @return its length, 0 where nothing is due
     */
    public int pollRtcp(byte[] target, int offset, int limit, long nowNanos) {
        if (nextDeadline() > nowNanos) {
            return 0;
        }
        writer.wrap(target, offset, Math.min(limit, ForwardedTrack.MAX_PACKET));
        int empty = 0;
        if (reportAt <= nowNanos) {
            writeReport(nowNanos);
            reportAt = nowNanos + REPORT_INTERVAL_NANOS;
        } else if (!reducedSize) {
            // Without RFC 5506 each RTCP packet begins with a report, be it empty.
            writer.receiverReport(reporterSsrc);
            empty = writer.length();
        }
        writeRequests(audio, nowNanos);
        writeRequests(video, nowNanos);
        arrivals.write(writer, reporterSsrc, mediaSsrc(), nowNanos);
        return writer.length() == empty ? 0 : writer.length();
    }

    private void writeReport(long nowNanos) {
        writer.receiverReport(reporterSsrc);
        if (audio != null) {
            audio.track.writeReport(writer, nowNanos);
        }
        if (video != null) {
            video.track.writeReport(writer, nowNanos);
        }
        writer.cname(reporterSsrc, CNAME);
    }

    private void writeRequests(@Nullable Route route, long nowNanos) {
        if (route != null && route.active) {
            route.track.writeRequests(writer, reporterSsrc, nowNanos);
        }
    }

    private int mediaSsrc() {
        if (video != null && video.track.ssrc() != 0) {
            return video.track.ssrc();
        }
        return audio == null ? 0 : audio.track.ssrc();
    }

    /**
     * When {@link #pollRtcp} has something next, on the clock of {@code nowNanos}; may lie in the past. {@link Long#MAX_VALUE}
     * for not at all.
     */
    public long nextDeadline() {
        long deadline = Math.min(reportAt, arrivals.nextDeadline());
        return Math.min(deadline, Math.min(nextDeadline(audio), nextDeadline(video)));
    }

    private static long nextDeadline(@Nullable Route route) {
        return route == null || !route.active ? Long.MAX_VALUE : route.track.nextDeadline();
    }
}
