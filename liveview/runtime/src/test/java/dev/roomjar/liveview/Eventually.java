package dev.roomjar.liveview;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do. */
public final class Eventually {
    private Eventually() {}

    /** Waits until a condition holds; fails if it does not within a deadline. */
    public static void assertThat(BooleanSupplier condition) {
        within(10, condition);
    }

    /** Waits until a condition holds; fails if it does not within some seconds. */
    public static void within(int seconds, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds)) {
                throw new AssertionError("did not happen within " + seconds + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }
}
