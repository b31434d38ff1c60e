package dev.roomjar.media.forward;

/**
 * When to ask a publisher for a keyframe: at once for the first request, then not more often than each half second however many
 * receivers ask, and again while none comes, no sooner than an answer can be there. Not thread safe.
 */
final class KeyframeRequests {
    static final long INTERVAL_NANOS = 500_000_000;

    /** A publisher that does not answer so many has no picture to give; the next request by a receiver starts over. */
    static final int MAX_REPEATS = 10;

    private final RoundTrip roundTrip;
    private boolean wanted;
    private long wantedAt;
    private boolean everSent;
    private long sentAt;
    private int repeats;

    /** @param roundTrip to the publisher */
    KeyframeRequests(RoundTrip roundTrip) {
        this.roundTrip = roundTrip;
    }

    void request(long nowNanos) {
        if (!wanted) {
            wanted = true;
            wantedAt = nowNanos;
            repeats = 0;
        }
    }

    /** A keyframe began to arrive: whoever asked is served. */
    void satisfied() {
        wanted = false;
    }

    boolean isDue(long nowNanos) {
        return nextDeadline() <= nowNanos;
    }

    void sent(long nowNanos) {
        everSent = true;
        sentAt = nowNanos;
        wanted = ++repeats < MAX_REPEATS;
    }

    /** When {@link #isDue} becomes true, {@link Long#MAX_VALUE} for not at all. */
    long nextDeadline() {
        if (!wanted) {
            return Long.MAX_VALUE;
        }
        return everSent ? Math.max(wantedAt, sentAt + intervalNanos()) : wantedAt;
    }

    private long intervalNanos() {
        return Math.max(INTERVAL_NANOS, roundTrip.timeoutNanos() * 3 / 2);
    }
}
