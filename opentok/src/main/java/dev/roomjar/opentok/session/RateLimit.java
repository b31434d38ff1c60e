package dev.roomjar.opentok.session;

/** A token bucket: so many at once, so many a second in the long run. Driven by one thread; time is an argument. */
public final class RateLimit {
    private final long capacityMillis;
    private final int costMillis;
    private long emptyUntil = Long.MIN_VALUE;

    public RateLimit(int perSecond, int atOnce) {
        this.costMillis = Math.max(1, 1000 / perSecond);
        this.capacityMillis = (long) atOnce * costMillis;
    }

    /** Takes one, if there is one. */
    public boolean take(long nowMillis) {
        long full = nowMillis - capacityMillis;
        long from = Math.max(emptyUntil, full);
        if (from + costMillis > nowMillis) {
            return false;
        }
        emptyUntil = from + costMillis;
        return true;
    }
}
