package dev.roomjar.liveview;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do. */
public final class Eventually {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private Eventually() {}

    /** Waits until a condition holds; fails if it does not within a deadline. */
    public static void assertThat(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > DEADLINE_NANOS) {
                throw new AssertionError("did not happen within 10 s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }
}
