package dev.roomjar.media.dtls;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much was given to the associations of one {@link DtlsLimits} that their threads have not dealt with yet: what a simulation
 * waits for before it lets its clock run. Thread rule: any thread.
 */
public final class DtlsBacklog {
    private final AtomicInteger count = new AtomicInteger();

    void add() {
        count.incrementAndGet();
    }

    void remove(int dealtWith) {
        if (dealtWith > 0) {
            count.addAndGet(-dealtWith);
        }
    }

    /** Whether all was dealt with, and what the listeners were to hear of it they have heard. */
    public boolean isEmpty() {
        return count.get() == 0;
    }
}
