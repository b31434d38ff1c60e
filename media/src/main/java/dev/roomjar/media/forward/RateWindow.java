package dev.roomjar.media.forward;

/** Bits per second over a sliding window of about one second. Constant time, no allocation. Not thread safe. */
final class RateWindow {
    private static final int BUCKETS = 20;
    private static final long BUCKET_NANOS = 50_000_000;
    private static final long WINDOW_NANOS = BUCKETS * BUCKET_NANOS;

    private final int[] octets = new int[BUCKETS];
    private long current = Long.MIN_VALUE;
    private long sum;
    private long since;

    void add(int length, long nowNanos) {
        advance(nowNanos);
        if (sum == 0) {
            // What begins is not taken for slow because it did not run before.
            since = nowNanos;
        }
        octets[(int) Math.floorMod(current, (long) BUCKETS)] += length;
        sum += length;
    }

    /** 0 where nothing came during the window. */
    long bitsPerSecond(long nowNanos) {
        advance(nowNanos);
        if (sum == 0) {
            return 0;
        }
        long span = Math.clamp(nowNanos - since, WINDOW_NANOS / 4, WINDOW_NANOS);
        return sum * 8 * 1_000_000 / (span / 1000);
    }

    private void advance(long nowNanos) {
        long bucket = Math.floorDiv(nowNanos, BUCKET_NANOS);
        if (bucket <= current) {
            return;
        }
        long skipped = current == Long.MIN_VALUE ? BUCKETS : Math.min(bucket - current, BUCKETS);
        for (long i = bucket - skipped + 1; i <= bucket; i++) {
            int slot = (int) Math.floorMod(i, (long) BUCKETS);
            sum -= octets[slot];
            octets[slot] = 0;
        }
        current = bucket;
    }
}
