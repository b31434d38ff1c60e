package dev.roomjar.app.rooms;

import java.time.Duration;
import java.time.Instant;

/** So many at once, and one more for each time that passes. Not thread safe. */
final class RateLimit {
    private final int atOnce;
    private final long nanosForOne;
    private double left;
    private Instant counted;

    RateLimit(int atOnce, Duration forOne, Instant now) {
        this.atOnce = atOnce;
        this.nanosForOne = forOne.toNanos();
        this.left = atOnce;
        this.counted = now;
    }

    /** Whether one more is within the limit; it is counted then. */
    boolean take(Instant now) {
        long passed = Math.max(0, Duration.between(counted, now).toNanos());
        left = Math.min(atOnce, left + (double) passed / nanosForOne);
        counted = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
