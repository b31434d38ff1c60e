package dev.roomjar.media.forward;

/**
 * When to ask a publisher for a keyframe: at once for the first request; for those who come after the keyframe, such as newcomers
 * to a call, {@value #AT_ONCE} times in short order and then not more often than each half second however many receivers ask; and
 * again while none comes, no sooner than an answer can be there. Not thread safe.
 */
final class KeyframeRequests {
    static final long INTERVAL_NANOS = 500_000_000;

    /** Browsers answer no sooner than this after a keyframe. */
    static final long SHORTEST_NANOS = 300_000_000;

    static final int AT_ONCE = 3;

    /** A publisher that does not answer so many has no picture to give; the next request by a receiver starts over. */
    static final int MAX_REPEATS = 10;

    private final RoundTrip roundTrip;
    private boolean wanted;
    private long wantedAt;
    private boolean everSent;
    private long sentAt;

    /** When as many keyframes were asked for as one in each interval makes. */
    private long paidUntil;

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
        paidUntil = (everSent ? Math.max(paidUntil, nowNanos) : nowNanos) + INTERVAL_NANOS;
        everSent = true;
        sentAt = nowNanos;
        wanted = ++repeats < MAX_REPEATS;
    }

    /** When {@link #isDue} becomes true, {@link Long#MAX_VALUE} for not at all. */
    long nextDeadline() {
        if (!wanted) {
            return Long.MAX_VALUE;
        }
        if (!everSent) {
            return wantedAt;
        }
        return Math.max(wantedAt, repeats == 0 ? nextForNewcomers() : sentAt + repeatNanos());
    }

    private long nextForNewcomers() {
        return Math.max(sentAt + SHORTEST_NANOS, paidUntil - (AT_ONCE - 1) * INTERVAL_NANOS);
    }

    private long repeatNanos() {
        return Math.max(INTERVAL_NANOS, roundTrip.timeoutNanos() * 3 / 2);
    }
}
