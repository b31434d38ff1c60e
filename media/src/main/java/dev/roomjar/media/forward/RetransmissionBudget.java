package dev.roomjar.media.forward;

/**
 * How much may be sent again to one receiver: half of what is sent to it, and a little in any case. A receiver that loses more is
 * not helped by sending more, and one that lies cannot make the server send without bound. Not thread safe.
 */
final class RetransmissionBudget {
    /** What a receiver has in hand at most: a tenth of a second's loss at 10 Mbit/s. */
    static final int MAX_BYTES = 128 * 1024;

    static final int BYTES_PER_SECOND = 8 * 1024;

    private static final long SECOND = 1_000_000_000;

    private long left = MAX_BYTES;
    private long refilledAt = Long.MIN_VALUE;
    private long refused;

    /** So many bytes were sent for the first time. */
    void earned(int bytes) {
        left = Math.min(MAX_BYTES, left + bytes / 2);
    }

    /** Whether so many bytes may be sent once more; they are spent then, or else counted as refused. */
    boolean spend(int bytes, long nowNanos) {
        refill(nowNanos);
        if (bytes > left) {
            refused++;
            return false;
        }
        left -= bytes;
        return true;
    }

    private void refill(long nowNanos) {
        if (refilledAt == Long.MIN_VALUE) {
            refilledAt = nowNanos;
            return;
        }
        long passed = Math.min(nowNanos - refilledAt, MAX_BYTES / BYTES_PER_SECOND * SECOND);
        long more = passed * BYTES_PER_SECOND / SECOND;
        if (more > 0) {
            left = Math.min(MAX_BYTES, left + more);
            refilledAt = nowNanos;
        }
    }

    /** A request was dropped for another reason. */
    void refuse() {
        refused++;
    }

    /** Packets refused since the last call. */
    long takeRefused() {
        long result = refused;
        refused = 0;
        return result;
    }
}
