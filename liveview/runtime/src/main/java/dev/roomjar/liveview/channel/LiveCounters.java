package dev.roomjar.liveview.channel;

import java.util.concurrent.atomic.LongAdder;

/** The counters of one server. Callable from any thread. */
public final class LiveCounters {
    private final LongAdder[] adders = new LongAdder[LiveCounter.values().length];

    /** All at zero. */
    public LiveCounters() {
        for (int i = 0; i < adders.length; i++) {
            adders[i] = new LongAdder();
        }
    }

    /** How often it has happened. */
    public long count(LiveCounter counter) {
        return adders[counter.ordinal()].sum();
    }

    /** It has happened. */
    public void increment(LiveCounter counter) {
        adders[counter.ordinal()].increment();
    }
}
