package dev.roomjar.app.dashboard;

import java.util.HashMap;
import java.util.Map;

/** Makes rates of counts: remembers what each was before. Used by one thread at a time. */
final class Rates {
    private Map<String, Long> before = new HashMap<>();
    private Map<String, Long> now = new HashMap<>();
    private long beforeMillis = Long.MIN_VALUE;
    private long nowMillis = Long.MIN_VALUE;

    /** The counts that follow are of this moment; those not counted in the last one are forgotten. */
    void begin(long millis) {
        before = now;
        beforeMillis = nowMillis;
        now = new HashMap<>();
        nowMillis = millis;
    }

    /** By how much a count has grown; {@link Snapshot#UNKNOWN} where it is new or began anew. */
    long growth(String what, long count) {
        now.put(what, count);
        Long earlier = before.get(what);
        return earlier == null || count < earlier ? Snapshot.UNKNOWN : count - earlier;
    }

    /** Bits per second of a count of bytes. */
    long bits(String what, long bytes) {
        long growth = growth(what, bytes);
        long millis = nowMillis - beforeMillis;
        return growth == Snapshot.UNKNOWN || millis <= 0 ? Snapshot.UNKNOWN : growth * 8_000 / millis;
    }

    /** Which part of one count another one is, both since the moment before; 0 where that is not known. */
    double share(String what, long part, long whole) {
        long grown = growth(what + " part", part);
        long all = growth(what + " whole", whole);
        return grown <= 0 || all <= 0 ? 0 : Math.min(1, (double) grown / all);
    }
}
