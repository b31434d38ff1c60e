package dev.roomjar.media.forward;

/** Bits and frames per second of each layer of an encoding, over a sliding window of about a second. Not thread safe. */
final class LayerRates {
    private static final int BUCKETS = 10;
    private static final long BUCKET_NANOS = 100_000_000;
    private static final long WINDOW_NANOS = BUCKETS * BUCKET_NANOS;

    private final int[] octets = new int[BUCKETS * Cells.COUNT];
    private final short[] frames = new short[BUCKETS * Cells.COUNT];
    private final long[] octetSums = new long[Cells.COUNT];
    private final int[] frameSums = new int[Cells.COUNT];
    private long current = Long.MIN_VALUE;
    private long since;
    private int idleSums;

    /**
     * @param cells that are sent it
     * @param frameCells those to which it begins a frame of their own
     */
    void add(int cells, int frameCells, int length, long nowNanos) {
        advance(nowNanos);
        if (idleSums == 0) {
            // What begins is not taken for slow because it did not run before.
            since = nowNanos;
        }
        idleSums += length;
        int row = (int) Math.floorMod(current, (long) BUCKETS) * Cells.COUNT;
        for (int left = cells; left != 0; left &= left - 1) {
            int cell = Integer.numberOfTrailingZeros(left);
            octets[row + cell] += length;
            octetSums[cell] += length;
            if (Cells.has(frameCells, cell)) {
                frames[row + cell]++;
                frameSums[cell]++;
            }
        }
    }

    /** 0 where nothing came during the window. */
    long bitsPerSecond(int cell, long nowNanos) {
        advance(nowNanos);
        return octetSums[cell] * 8 * 1_000_000 / (span(nowNanos) / 1000);
    }

    int framesPerSecond(int cell, long nowNanos) {
        advance(nowNanos);
        return (int) Math.round(frameSums[cell] * 1e9 / span(nowNanos));
    }

    private long span(long nowNanos) {
        return Math.clamp(nowNanos - since, WINDOW_NANOS / 4, WINDOW_NANOS);
    }

    private void advance(long nowNanos) {
        long bucket = Math.floorDiv(nowNanos, BUCKET_NANOS);
        if (bucket <= current) {
            return;
        }
        long skipped = current == Long.MIN_VALUE ? BUCKETS : Math.min(bucket - current, BUCKETS);
        for (long i = bucket - skipped + 1; i <= bucket; i++) {
            int row = (int) Math.floorMod(i, (long) BUCKETS) * Cells.COUNT;
            for (int cell = 0; cell < Cells.COUNT; cell++) {
                octetSums[cell] -= octets[row + cell];
                frameSums[cell] -= frames[row + cell];
                octets[row + cell] = 0;
                frames[row + cell] = 0;
            }
        }
        if (skipped == BUCKETS) {
            idleSums = 0;
        }
        current = bucket;
    }
}
