package dev.roomjar.media.net;

/** Which part of its time a loop works, window by window. Thread rule: one loop. */
final class LoopLoad {
    /** Long enough for some bursts of video, short enough to answer within seconds. */
    static final long WINDOW_NANOS = 250_000_000L;

    private long windowStart;
    private long worked;

    LoopLoad(long nowNanos) {
        windowStart = nowNanos;
    }

    /**
     * Takes note of a turn.
     *
     * @param from when its work began, after the wait
     * @param to when it was done
     * @return the load, 0 to 1, where this turn completed a window, else −1
     */
    double turn(long from, long to) {
        worked += to - from;
        long elapsed = to - windowStart;
        if (elapsed < WINDOW_NANOS) {
            return -1;
        }
        double load = Math.clamp((double) worked / elapsed, 0, 1);
        windowStart = to;
        worked = 0;
        return load;
    }
}
