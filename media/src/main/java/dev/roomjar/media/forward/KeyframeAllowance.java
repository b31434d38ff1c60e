package dev.roomjar.media.forward;

/**
 * What one receiver may ask of a publisher's encoder on behalf of all: a few keyframes at once, then one each second,
 * or fewer the more others there are. More wait; one bad receiver does not spoil the picture of the others. Not thread safe.
 */
final class KeyframeAllowance {
    static final int BURST = 4;
    static final long MIN_REFILL_NANOS = 1_000_000_000;
    static final long MAX_REFILL_NANOS = 4_000_000_000L;

    /** Time between keyframes for each receiver of the track. */
    private static final long REFILL_PER_RECEIVER = 500_000_000;

    /** A keyframe takes time to be sent and decoded; what was asked meanwhile was asked before it was there. */
    static final long GRACE_NANOS = 100_000_000;

    private int left = BURST;
    private long refilledAt;
    private boolean waiting;
    private long servedAt;
    private boolean everServed;

    /**
     * The receiver asks for a keyframe.
     *
     * @param roundTripNanos to the receiver, negative where unknown
     * @param receivers of the track, this one included
     * @return whether to pass that on now; if not, and it is not served already, {@link #takeDue} tells when
     */
    boolean request(long roundTripNanos, int receivers, long nowNanos) {
        if (everServed && nowNanos - servedAt < Math.max(0, roundTripNanos) + GRACE_NANOS) {
            return false;
        }
        waiting = true;
        return takeDue(receivers, nowNanos);
    }

    /** Whether a request that waited may be passed on now; true once. */
    boolean takeDue(int receivers, long nowNanos) {
        if (!waiting) {
            return false;
        }
        refill(Math.clamp(receivers * REFILL_PER_RECEIVER, MIN_REFILL_NANOS, MAX_REFILL_NANOS), nowNanos);
        if (left == 0) {
            return false;
        }
        left--;
        waiting = false;
        return true;
    }

    private void refill(long intervalNanos, long nowNanos) {
        if (left == BURST) {
            refilledAt = nowNanos;
            return;
        }
        long more = Math.min(BURST - left, (nowNanos - refilledAt) / intervalNanos);
        left += (int) more;
        refilledAt += more * intervalNanos;
    }

    /** A keyframe is on its way to the receiver. */
    void served(long nowNanos) {
        waiting = false;
        everServed = true;
        servedAt = nowNanos;
    }

    boolean isWaiting() {
        return waiting;
    }
}
