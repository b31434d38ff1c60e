package dev.roomjar.media.peer;

import dev.roomjar.media.MediaCounter;
import java.util.concurrent.atomic.AtomicLongArray;

/** The counters of one media loop. Thread rule: written by the loop's thread, read by any. */
@SuppressWarnings("EnumOrdinal") // the ordinal is an index into an array that lives as long as the enum
public final class Counters {
    private final AtomicLongArray values = new AtomicLongArray(MediaCounter.values().length);

    public void increment(MediaCounter counter) {
        add(counter, 1);
    }

    /** Adds without a locked instruction: there is one writer. */
    public void add(MediaCounter counter, long amount) {
        int index = counter.ordinal();
        values.setOpaque(index, values.getPlain(index) + amount);
    }

    public long count(MediaCounter counter) {
        return values.getOpaque(counter.ordinal());
    }
}
