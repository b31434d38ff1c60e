package dev.roomjar.liveview.channel;

import java.util.concurrent.TimeUnit;

/** A token bucket. Used by one thread. */
final class RateLimit {
    private final long nanosPerMessage;
    private final long burstNanos;
    private long paidUntil;

    RateLimit(Limits limits, long nowNanos) {
        this.nanosPerMessage = TimeUnit.SECONDS.toNanos(1) / limits.eventsPerSecond();
        this.burstNanos = nanosPerMessage * limits.eventBurst();
        this.paidUntil = nowNanos;
    }

    /** Whether one more message is within the limit. */
    boolean admit(long nowNanos) {
        if (paidUntil - nowNanos < 0) {
            paidUntil = nowNanos;
        }
        if (paidUntil - nowNanos + nanosPerMessage > burstNanos) {
            return false;
        }
        paidUntil += nanosPerMessage;
        return true;
    }
}
