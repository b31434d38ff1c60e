package dev.roomjar.media.forward;

/**
 * How late a packet may be before it counts as lost: as much as packets were overtaken by lately, so that a network that
 * reorders brings no needless requests and a network that does not loses no time. Not thread safe.
 */
final class ReorderTolerance {
    static final long MIN_NANOS = 5_000_000;

    /** Waiting longer than this for one that may come by itself costs more than asking. */
    static final long MAX_NANOS = 250_000_000;

    /** Half of it is forgotten after about this many packets in order times ln 2: some ten seconds of video. */
    private static final int FORGETTING_SHIFT = 11;

    private long reordering;

    /** A packet came by itself so long after one with a higher number. */
    void overtaken(long byNanos) {
        if (byNanos > reordering) {
            // A quarter: one straggler shall not hold up the repair of all losses after it.
            reordering = Math.min(MAX_NANOS, reordering + (byNanos - reordering) / 4);
        }
    }

    void inOrder() {
        reordering -= reordering >> FORGETTING_SHIFT;
    }

    long nanos() {
        return Math.clamp(reordering + reordering / 4, MIN_NANOS, MAX_NANOS);
    }
}
