package dev.roomjar.media.turn;

/** Lets through so much per second, and so much at once. */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double capacity;
    private double tokens;
    private long filledNanos;

    TokenBucket(double perSecond, double capacity, long nowNanos) {
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.tokens = capacity;
        this.filledNanos = nowNanos;
    }

    /** Takes that many tokens, or none where there are fewer. */
    boolean take(int amount, long nowNanos) {
        tokens = Math.min(capacity, tokens + (nowNanos - filledNanos) * perSecond / NANOS_PER_SECOND);
        filledNanos = nowNanos;
        if (tokens < amount) {
            return false;
        }
        tokens -= amount;
        return true;
    }
}
