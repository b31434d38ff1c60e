package dev.roomjar.liveview.channel;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** The counters of one server. Callable from any thread. */
public final class LiveCounters {
    private final Map<LiveCounter, LongAdder> adders = Arrays.stream(LiveCounter.values())
            .collect(Collectors.toUnmodifiableMap(counter -> counter, _ -> new LongAdder()));

    /** How often it has happened. */
    public long count(LiveCounter counter) {
        return adder(counter).sum();
    }

    /** It has happened. */
    public void increment(LiveCounter counter) {
        adder(counter).increment();
    }

    private LongAdder adder(LiveCounter counter) {
        return Objects.requireNonNull(adders.get(counter));
    }
}
