package dev.roomjar.media.forward;

import dev.roomjar.media.audio.Speaker;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.Keyframes;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.rtp.PacketCache;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.rtp.SequenceNumbers;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.Feedback;
import dev.roomjar.media.sdp.NegotiatedMedia;
import org.jspecify.annotations.Nullable;

/**
 * One audio or video stream of a publisher, from which any number of {@link ForwardedTrack}s read. Not thread safe.
 *
 * <p>Receivers see one stream even where the publisher changes its SSRC or jumps in its numbers: packets get numbers and
 * timestamps that go on from the last ones. The cache and all receivers use these; only reports and requests to the publisher
 * speak of its own.
 */
public final class PublishedTrack {
    /** About a second of video at 6 Mbit/s, where receivers are so far away or lose so much that it takes so long. */
    private static final int CACHED_VIDEO_PACKETS = 1024;

    private static final int CACHED_VIDEO_BYTES = 768 * 1024;
    private static final int CACHED_AUDIO_PACKETS = 128;
    private static final int CACHED_AUDIO_BYTES = 64 * 1024;
    private static final long CACHED_NANOS = 500_000_000;
    private static final long MAX_CACHED_NANOS = 2_000_000_000;

    /** In place of a packet's number: no keyframe came yet. */
    private static final long NO_KEYFRAME = Long.MIN_VALUE + 1;

    /** A jump further than this is a new beginning, not loss (RFC 3550 A.1). */
    private static final int MAX_DROPOUT = 3000;

    /** How many packets the first one that arrives may have overtaken. */
    private static final int OVERTAKEN = 64;

    /** How long the stream in use must be silent before an SSRC that it replaced may come back. */
    private static final long TAKE_BACK_NANOS = 1_000_000_000;

    private NegotiatedMedia media;
    private final PacketCache cache;
    private final RoundTrip roundTrip = new RoundTrip();
    private final LossTracker losses = new LossTracker(roundTrip);
    private final int[] nacks = new int[LossTracker.MAX_MISSING];
    private final KeyframeRequests keyframeRequests = new KeyframeRequests(roundTrip);
    private final SenderReportMemory senderReport = new SenderReportMemory();
    private final byte[] unwrapped = new byte[2048];
    private final RtpPacket repaired = new RtpPacket();
    private @Nullable ReceptionStatistics statistics;
    private int ssrc;
    private @Nullable Integer retiredSsrc;
    private @Nullable Integer rtxSsrc;
    private @Nullable Integer retiredRtxSsrc;
    private int jumpedTo = -1;
    private long lastArrival;
    private int firNumber;

    /** What is added to the publisher's numbers and timestamps to get the track's own. */
    private int sequenceShift;

    private int timestampShift;
    private int lastTimestamp;

    // The packet to forward now.
    private final RtpPacket packet = new RtpPacket();
    private long sequenceNumber;
    private int timestamp;
    private boolean startsKeyframe;
    private long keyframeNumber = NO_KEYFRAME;
    private int keyframeTimestamp;
    private int generation;

    private final RateWindow rate = new RateWindow();
    private final Layers layers = new SingleLayer();

    /** The time of the last packet or report, by which {@link #layers} tells what arrives now. */
    private long clock;

    PublishedTrack(NegotiatedMedia media) {
        this.media = media;
        this.cache = media.kind() == MediaKind.VIDEO
                ? new PacketCache(CACHED_VIDEO_PACKETS, CACHED_VIDEO_BYTES, CACHED_NANOS)
                : new PacketCache(CACHED_AUDIO_PACKETS, CACHED_AUDIO_BYTES, CACHED_NANOS);
    }

    /** What the publisher agreed to send. */
    public NegotiatedMedia media() {
        return media;
    }

    /** Asks the publisher for a keyframe as soon as the throttle lets it; nothing for audio. */
    public void requestKeyframe(long nowNanos) {
        if (media.kind() == MediaKind.VIDEO) {
            keyframeRequests.request(nowNanos);
        }
    }

    /** What there is to choose from now; one layer for audio. The same object for the track's life. */
    public Layers layers() {
        return layers;
    }

    /** A receiver is this far away: it may ask for a packet a few times before it has it. */
    void cover(long roundTripNanos) {
        long wanted = Math.min(MAX_CACHED_NANOS, CACHED_NANOS + 4 * roundTripNanos);
        if (wanted > cache.keepNanos()) {
            cache.keep(wanted);
        }
    }

    /** What was read of the stream was not forwarded for a while: numbers towards receivers go on from where they stopped. */
    public void resume() {
        generation++;
    }

    /** The loudness of the packet to forward now (RFC 6464), {@link Speaker#UNKNOWN_LEVEL} where it does not say. */
    public int audioLevel() {
        return packet.findExtension(media.extensions().id(HeaderExtension.AUDIO_LEVEL)) && packet.extensionLength() > 0
                ? packet.buffer()[packet.extensionOffset()] & 0x7f
                : Speaker.UNKNOWN_LEVEL;
    }

    /** Whether a packet that is not in the cache was there once, and what comes after it cannot be decoded without it. */
    boolean isBeyondRepair(long number) {
        return number >= keyframeNumber && losses.came(number);
    }

    void negotiated(NegotiatedMedia media) {
        this.media = media;
    }

    /** Whether packets of this SSRC belong to the track, as far as seen or announced. */
    boolean hasSsrc(int ssrc) {
        return (statistics != null && this.ssrc == ssrc)
                || isInt(rtxSsrc, ssrc)
                || media.ssrcs().contains(ssrc);
    }

    /** Takes a packet that was routed here; returns whether it is a new one to forward. */
    boolean receive(RtpPacket received, Codec codec, boolean rtx, long nowNanos) {
        if (!rtx) {
            return receiveMedia(received, codec, nowNanos);
        }
        return unwrapRetransmission(received, codec) && take(repaired, codec, true, nowNanos);
    }

    private boolean receiveMedia(RtpPacket received, Codec codec, long nowNanos) {
        ReceptionStatistics current = statistics;
        if (current == null || received.ssrc() != ssrc) {
            if (current != null && isInt(retiredSsrc, received.ssrc()) && nowNanos - lastArrival < TAKE_BACK_NANOS) {
                return false;
            }
            current = restart(received, codec, nowNanos);
        } else if (isJump(received.sequenceNumber())) {
            // Two in a row make it a new beginning; one alone is a stray.
            if (received.sequenceNumber() != jumpedTo) {
                jumpedTo = (received.sequenceNumber() + 1) & 0xffff;
                return false;
            }
            current = restart(received, codec, nowNanos);
        }
        jumpedTo = -1;
        lastArrival = nowNanos;
        current.received(received.sequenceNumber(), received.timestamp(), nowNanos);
        return take(received, codec, !codec.hasRtx(), nowNanos);
    }

    private boolean isJump(int number) {
        int distance = SequenceNumbers.distance((int) losses.highest(), number + sequenceShift);
        return distance > MAX_DROPOUT || distance < -MAX_DROPOUT;
    }

    private ReceptionStatistics restart(RtpPacket first, Codec codec, long nowNanos) {
        if (statistics == null) {
            losses.restart(first.sequenceNumber(), first.sequenceNumber() - OVERTAKEN);
            lastTimestamp = first.timestamp();
        } else {
            int ticks =
                    (int) ((nowNanos - lastArrival) / 1000 * codec.encoding().clockRate() / 1_000_000);
            long earliest = losses.highest() + 1;
            sequenceShift = (int) (earliest + OVERTAKEN) - first.sequenceNumber();
            timestampShift = lastTimestamp + Math.max(1, ticks) - first.timestamp();
            losses.restart(earliest + OVERTAKEN, earliest);
            if (first.ssrc() != ssrc) {
                retiredSsrc = ssrc;
                retiredRtxSsrc = rtxSsrc;
                rtxSsrc = null;
            }
            generation++;
            senderReport.clear();
        }
        ssrc = first.ssrc();
        ReceptionStatistics fresh =
                new ReceptionStatistics(ssrc, codec.encoding().clockRate(), first.sequenceNumber());
        statistics = fresh;
        return fresh;
    }

    /** RFC 4588 §4: the payload begins with the original number; the rest of the header is the original's. */
    private boolean unwrapRetransmission(RtpPacket received, Codec codec) {
        int header = received.payloadOffset() - received.offset();
        int payload = received.payloadLength() - 2;
        // A retransmission without payload is padding that probes for bandwidth.
        if (payload <= 0 || header + payload > unwrapped.length || !isOfCurrentStream(received.ssrc())) {
            return false;
        }
        byte[] source = received.buffer();
        System.arraycopy(source, received.offset(), unwrapped, 0, header);
        System.arraycopy(source, received.payloadOffset() + 2, unwrapped, header, payload);
        unwrapped[0] &= (byte) ~0x20;
        unwrapped[1] = (byte) ((unwrapped[1] & 0x80) | codec.payloadType());
        Bytes.put16(unwrapped, 2, Bytes.u16(source, received.payloadOffset()));
        Bytes.put32(unwrapped, 8, ssrc);
        return repaired.wrap(unwrapped, 0, header + payload) && !isJump(repaired.sequenceNumber());
    }

    private boolean isOfCurrentStream(int retransmissionSsrc) {
        if (statistics == null || isInt(retiredRtxSsrc, retransmissionSsrc)) {
            return false;
        }
        if (rtxSsrc == null) {
            Integer announced = media.rtxSsrcs().get(retransmissionSsrc);
            if (announced != null && announced != ssrc) {
                return false;
            }
            rtxSsrc = retransmissionSsrc;
        }
        return isInt(rtxSsrc, retransmissionSsrc);
    }

    /** @param repair whether a packet that was asked for came as the answer to that, not late by itself */
    private boolean take(RtpPacket received, Codec codec, boolean repair, long nowNanos) {
        clock = nowNanos;
        long number = SequenceNumbers.unwrap((received.sequenceNumber() + sequenceShift) & 0xffff, losses.highest());
        if (losses.arrived(number, repair, nowNanos) != LossTracker.Arrival.NEW) {
            return false;
        }
        if (losses.takeGaveUp(keyframeNumber)) {
            requestKeyframe(nowNanos);
        }
        timestamp = received.timestamp() + timestampShift;
        int slot = cache.put(number, received.buffer(), received.offset(), received.length(), timestamp, nowNanos);
        if (slot == PacketCache.NONE || !packet.wrap(cache.buffer(), cache.offset(slot), received.length())) {
            return false;
        }
        rate.add(received.length(), nowNanos);
        sequenceNumber = number;
        if (number == losses.highest()) {
            lastTimestamp = timestamp;
        }
        startsKeyframe = Keyframes.startsKeyframe(
                codec.encoding(), packet, media.extensions().id(HeaderExtension.DEPENDENCY_DESCRIPTOR));
        if (startsKeyframe) {
            noteKeyframe(number);
            keyframeRequests.satisfied();
        }
        return true;
    }

    /** More than one packet of a keyframe may be such that a decoder can start with it. */
    private void noteKeyframe(long number) {
        boolean another = keyframeNumber == NO_KEYFRAME || timestamp != keyframeTimestamp;
        keyframeNumber = another ? number : Math.min(number, keyframeNumber);
        keyframeTimestamp = timestamp;
    }

    void senderReport(int ssrc, long ntpTime, int rtpTimestamp, long nowNanos) {
        if (statistics != null && ssrc == this.ssrc) {
            senderReport.received(ntpTime, rtpTimestamp, nowNanos);
        }
    }

    /** Adds the reception report on this track to the receiver report just written. */
    void writeReport(RtcpWriter out, long nowNanos) {
        clock = nowNanos;
        if (statistics != null) {
            statistics.write(out, senderReport, nowNanos);
        }
    }

    /** Adds the requests to the publisher that are due. */
    void writeRequests(RtcpWriter out, int reporterSsrc, long nowNanos) {
        if (statistics == null) {
            return;
        }
        if (losses.nextDeadline() <= nowNanos) {
            int lost = losses.takeDue(nacks, -sequenceShift, nowNanos);
            if (accepts(Feedback.NACK)) {
                out.nack(reporterSsrc, ssrc, nacks, lost);
            }
            if (losses.takeGaveUp(keyframeNumber)) {
                requestKeyframe(nowNanos);
            }
        }
        if (keyframeRequests.isDue(nowNanos)) {
            boolean written = accepts(Feedback.NACK_PLI)
                    ? out.pictureLossIndication(reporterSsrc, ssrc)
                    : out.fullIntraRequest(reporterSsrc, ssrc, firNumber++);
            if (written) {
                keyframeRequests.sent(nowNanos);
            }
        }
    }

    private boolean accepts(Feedback feedback) {
        for (int i = 0; i < media.codecs().size(); i++) {
            if (media.codecs().get(i).feedback().contains(feedback)) {
                return true;
            }
        }
        return false;
    }

    /** When {@link #writeRequests} has something, {@link Long#MAX_VALUE} for not at all. */
    long nextDeadline() {
        // Nothing can be asked of a stream whose SSRC is not known yet.
        return statistics == null ? Long.MAX_VALUE : Math.min(losses.nextDeadline(), keyframeRequests.nextDeadline());
    }

    /** The publisher's SSRC of the stream in use, 0 before its first packet. */
    int ssrc() {
        return ssrc;
    }

    /** The packet to forward now, with the publisher's header. */
    RtpPacket packet() {
        return packet;
    }

    /** Its number in the track. */
    long sequenceNumber() {
        return sequenceNumber;
    }

    /** Its timestamp in the track. */
    int timestamp() {
        return timestamp;
    }

    /** Whether a decoder can start with it. */
    boolean startsKeyframe() {
        return startsKeyframe;
    }

    /** Counts the publisher's new beginnings: what came before one is no reference for what comes after. */
    int generation() {
        return generation;
    }

    PacketCache cache() {
        return cache;
    }

    boolean hasSenderReport() {
        return senderReport.isPresent();
    }

    /** The publisher's wall clock now. */
    long ntpTime(long nowNanos) {
        return senderReport.ntpTime(nowNanos);
    }

    /** The track's media clock now. */
    int rtpTimestamp(int clockRate, long nowNanos) {
        return senderReport.rtpTimestamp(clockRate, nowNanos) + timestampShift;
    }

    private static boolean isInt(@Nullable Integer boxed, int value) {
        return boxed != null && boxed == value;
    }

    private final class SingleLayer implements Layers {
        @Override
        public int spatialLayers() {
            return 1;
        }

        @Override
        public int temporalLayers(int spatial) {
            return 1;
        }

        @Override
        public long bitsPerSecond(int spatial, int temporal) {
            return rate.bitsPerSecond(clock);
        }

        @Override
        public int width(int spatial) {
            return 0;
        }

        @Override
        public int height(int spatial) {
            return 0;
        }

        @Override
        public boolean switchesAtOnce() {
            return false;
        }
    }
}
