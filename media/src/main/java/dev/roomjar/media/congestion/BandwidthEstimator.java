package dev.roomjar.media.congestion;

/**
 * How much can be sent to one receiver now. One per receiver, over all its streams. Not thread safe: one loop.
 *
 * <p>Rates are bits per second of whole datagrams, UDP and IPv4 headers included.
 */
public final class BandwidthEstimator {
    /** In place of a round-trip time: none is known yet. */
    public static final long UNKNOWN = -1;

    private final BandwidthLimits limits;
    private long desired;

    public BandwidthEstimator(BandwidthLimits limits) {
        this.limits = limits;
    }

    /** What may be sent per second from now on, within the limits given; the start value before anything is known. */
    public long bitsPerSecond(long nowNanos) {
        return limits.start();
    }

    /** The latest round-trip time in nanoseconds, {@link #UNKNOWN} before the first feedback. */
    public long roundTripNanos() {
        return UNKNOWN;
    }

    /** The share of packets lost lately, 0 to 1. */
    public double lossFraction() {
        return 0;
    }

    /**
     * Tells what would be sent if the bandwidth sufficed. While that is more than the estimate, probes look for more; while it is
     * not (0 at first), none are sent.
     *
     * @param bitsPerSecond of everything that the receiver asked for, at its best quality
     */
    public void desire(long bitsPerSecond) {
        desired = Math.max(0, bitsPerSecond);
    }

    /** What {@link #desire} told last. */
    public long desired() {
        return desired;
    }
}
