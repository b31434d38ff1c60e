package dev.roomjar.media.rtcp;

import java.util.List;

/** One RTCP packet out of a compound, as a value. SSRCs and NTP times are unsigned numbers in their 32 or 64 bits. */
public sealed interface RtcpPacket {

    /**
     * What a sender sent so far, and how its media clock stands to the wall clock (RFC 3550 §6.4.1).
     *
     * @param ntpTime wall clock, 32.32 fixed point seconds since 1900
     * @param rtpTimestamp the media clock at that time
     */
    record SenderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets, List<ReportBlock> reports)
            implements RtcpPacket {}

    /** What a receiver received (RFC 3550 §6.4.2). */
    record ReceiverReport(int ssrc, List<ReportBlock> reports) implements RtcpPacket {}

    /** Canonical names of sources (RFC 3550 §6.5); items other than CNAME are skipped. */
    record SourceDescription(List<CanonicalName> names) implements RtcpPacket {}

    /** The canonical name of one source. */
    record CanonicalName(int ssrc, String name) {}

    /** Sources that end (RFC 3550 §6.6). */
    record Goodbye(List<Integer> ssrcs) implements RtcpPacket {}

    /**
     * Packets that did not arrive (RFC 4585 §6.2.1).
     *
     * @param sequenceNumbers 0 to 65535, in the order given
     */
    record Nack(int senderSsrc, int mediaSsrc, List<Integer> sequenceNumbers) implements RtcpPacket {}

    /** A decoder lost the picture (RFC 4585 §6.3.1). */
    record PictureLossIndication(int senderSsrc, int mediaSsrc) implements RtcpPacket {}

    /** A decoder wants a keyframe of each of these sources (RFC 5104 §4.3.1). */
    record FullIntraRequest(int senderSsrc, List<Integer> ssrcs) implements RtcpPacket {}

    /**
     * Arrival times over a whole transport (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1).
     *
     * @param baseSequenceNumber 0 to 65535, of the first packet told of
     * @param referenceTime 24 bits signed, in units of 64 ms
     * @param feedbackCount 0 to 255, counts these packets
     * @param deltas for each packet the time since the one before that arrived (the first: since the reference time) in units of
     *     250 µs; {@link #LOST} for one that did not arrive
     */
    record TransportFeedback(
            int senderSsrc,
            int mediaSsrc,
            int baseSequenceNumber,
            int referenceTime,
            int feedbackCount,
            List<Integer> deltas)
            implements RtcpPacket {
        /** In place of a delta: the packet did not arrive. */
        public static final int LOST = Integer.MIN_VALUE;
    }

    /**
     * A receiver's estimate of the bandwidth towards it (draft-alvestrand-rmcat-remb-03).
     *
     * @param bitsPerSecond at most 2^62
     */
    record BandwidthEstimate(int senderSsrc, long bitsPerSecond, List<Integer> ssrcs) implements RtcpPacket {}

    /**
     * How one source was received (RFC 3550 §6.4.1).
     *
     * @param fractionLost of 256, since the last report
     * @param cumulativeLost packets, 24 bits signed
     * @param highestSequence extended by the count of wraps in the upper 16 bits
     * @param jitter in ticks of the media clock
     * @param lastSenderReport the middle 32 bits of the NTP time of the last sender report, 0 for none
     * @param delaySinceLast since that report, in units of 1/65536 s
     */
    record ReportBlock(
            int ssrc,
            int fractionLost,
            int cumulativeLost,
            int highestSequence,
            long jitter,
            int lastSenderReport,
            long delaySinceLast) {}
}
