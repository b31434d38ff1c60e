package dev.roomjar.media.congestion;

import java.util.Arrays;

/** Bits per second over a sliding window of half a second. Allocates only when made. Not thread safe. */
final class RateMeter {
    static final long WINDOW_MICROS = 500_000;

    private static final int BUCKETS = 20;
    private static final long BUCKET_MICROS = WINDOW_MICROS / BUCKETS;

    /** Nothing is told of less than this. */
    private static final long SHORTEST_MICROS = 150_000;

    private final int[] bytes = new int[BUCKETS];

    /** The newest bucket, in bucket lengths since the clock's origin. */
    private long newest = Long.MIN_VALUE;

    private long startMicros;
    private long lastMicros;
    private long sum;

    /** Adds bytes; times may go back a little. */
    void add(int count, long atMicros) {
        if (newest == Long.MIN_VALUE) {
            newest = Math.floorDiv(atMicros, BUCKET_MICROS);
            startMicros = atMicros;
            lastMicros = atMicros;
        }
        advance(atMicros);
        long bucket = Math.floorDiv(atMicros, BUCKET_MICROS);
        if (bucket > newest - BUCKETS) {
            bytes[Math.floorMod(bucket, BUCKETS)] += count;
            sum += count;
        }
    }

    private void advance(long nowMicros) {
        long bucket = Math.floorDiv(nowMicros, BUCKET_MICROS);
        if (bucket - newest >= BUCKETS) {
            Arrays.fill(bytes, 0);
            sum = 0;
            newest = bucket;
        }
        while (newest < bucket) {
            int oldest = Math.floorMod(++newest, BUCKETS);
            sum -= bytes[oldest];
            bytes[oldest] = 0;
        }
        lastMicros = Math.max(lastMicros, nowMicros);
    }

    /** The rate over the window that ends now, 0 while nothing is known. */
    long bitsPerSecond(long nowMicros) {
        if (newest == Long.MIN_VALUE) {
            return 0;
        }
        advance(nowMicros);
        long whole = (BUCKETS - 1) * BUCKET_MICROS + lastMicros - newest * BUCKET_MICROS;
        long elapsed = Math.min(whole, lastMicros - startMicros);
        return elapsed < SHORTEST_MICROS ? 0 : sum * 8_000_000 / elapsed;
    }

    /** As {@link #bitsPerSecond(long)} at the newest time known. */
    long bitsPerSecond() {
        return bitsPerSecond(lastMicros);
    }
}
