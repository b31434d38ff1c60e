package dev.roomjar.media.rtcp;

/**
 * Is told what {@link RtcpParser#read} finds, in order, without an object per packet. What is not overridden is ignored. Units are
 * those of the records in {@link RtcpPacket}.
 */
public interface RtcpHandler {

    /** A sender report; its blocks follow as {@link #reportBlock}. */
    default void senderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets) {}

    /** A receiver report; its blocks follow as {@link #reportBlock}. */
    default void receiverReport(int ssrc) {}

    /** A block of the report before. */
    default void reportBlock(
            int ssrc,
            int fractionLost,
            int cumulativeLost,
            int highestSequence,
            long jitter,
            int lastSenderReport,
            long delaySinceLast) {}

    /** A source description; its canonical names follow as {@link #canonicalName}. */
    default void sourceDescription() {}

    /** A canonical name in UTF-8; good until this returns. */
    default void canonicalName(int ssrc, byte[] buffer, int offset, int length) {}

    /** A goodbye; the sources that end follow as {@link #ended}. */
    default void goodbye() {}

    /** A source that ends. */
    default void ended(int ssrc) {}

    /** A negative acknowledgement; what did not arrive follows as {@link #lost}. */
    default void nack(int senderSsrc, int mediaSsrc) {}

    /** One packet of a negative acknowledgement. */
    default void lost(int mediaSsrc, int sequenceNumber) {}

    /** A decoder lost the picture. */
    default void pictureLossIndication(int senderSsrc, int mediaSsrc) {}

    /** A full intra request; the sources that it is for follow as {@link #keyframeWanted}. */
    default void fullIntraRequest(int senderSsrc) {}

    /** A source of a full intra request. */
    default void keyframeWanted(int mediaSsrc) {}

    /**
     * Arrival times over a whole transport.
     *
     * @param deltas of which the first {@code count} are meant; good until this returns
     */
    default void transportFeedback(
            int senderSsrc,
            int mediaSsrc,
            int baseSequenceNumber,
            int referenceTime,
            int feedbackCount,
            int[] deltas,
            int count) {}

    /** An estimate of the bandwidth; the sources that it is over follow as {@link #estimatedOver}. */
    default void bandwidthEstimate(int senderSsrc, long bitsPerSecond) {}

    /** A source of an estimate. */
    default void estimatedOver(int mediaSsrc) {}
}
