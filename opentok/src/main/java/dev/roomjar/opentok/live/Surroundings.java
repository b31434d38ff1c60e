package dev.roomjar.opentok.live;

import dev.roomjar.opentok.session.Limits;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** What all sessions share. */
record Surroundings(
        Limits limits, InstantSource clock, RandomGenerator random, Executor threads, ScheduledExecutorService timers) {

    /** Runs a task at a moment given in milliseconds since the epoch, or never if the platform is closed before. */
    void alarm(long atMillis, Runnable task) {
        try {
            long delay = Math.max(0, atMillis - clock.millis());
            ScheduledFuture<?> _ = timers.schedule(task, delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // Nothing is due any more.
        }
    }
}
