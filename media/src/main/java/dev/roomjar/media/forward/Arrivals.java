package dev.roomjar.media.forward;

/**
 * What came of a published track so far, of all its encodings.
 *
 * @param bytes of RTP packets, retransmissions apart
 * @param expected how many packets should have come, by their numbers
 * @param lost how many of them did not come the first time
 * @param roundTripNanos {@link ReceiverReports#UNKNOWN} before anything was asked for again
 */
public record Arrivals(long bytes, long expected, long lost, long roundTripNanos) {

    /** Of a track that there is not. */
    public static final Arrivals NONE = new Arrivals(0, 0, 0, ReceiverReports.UNKNOWN);

    /** Counts now; on the track's thread. */
    public static Arrivals of(PublishedTrack track) {
        Arrivals sum = NONE;
        for (PublishedEncoding encoding : track.order()) {
            sum = sum.and(encoding.arrivals());
        }
        return sum;
    }

    /** Both together. */
    public Arrivals and(Arrivals other) {
        return new Arrivals(
                bytes + other.bytes,
                expected + other.expected,
                lost + other.lost,
                Math.max(roundTripNanos, other.roundTripNanos));
    }
}
