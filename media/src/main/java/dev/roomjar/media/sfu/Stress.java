package dev.roomjar.media.sfu;

/**
 * Answers a loop that cannot keep up: first everybody gets less video, one spatial layer after the other; where that does not
 * help, newcomers are turned away. Taken back step by step, later than it was done, so that it does not swing. Thread rule: one
 * loop.
 *
 * <p>The measure is the part of its time that the loop works. It is not CPU time: a loop that other programs keep from its core
 * is pressed as well.
 */
final class Stress {
    /** Most spatial layers that are taken away; the lowest layer always stays. */
    static final int MOST_LAYERS = 2;

    private static final double HIGH = 0.85;
    private static final double LOW = 0.60;

    /** How long the load must be high until the next step is taken: layers take about a second to change. */
    private static final long RAISE_NANOS = 2_000_000_000L;

    /** How long it must be low until the last step is taken back. */
    private static final long LOWER_NANOS = 10_000_000_000L;

    private int steps;
    private long since = Long.MIN_VALUE;
    private int side;

    /**
     * Takes a measurement; call a few times each second.
     *
     * @param load the part of the last moments that the loop worked, 0 to 1
     * @return whether the answer is another now
     */
    boolean measured(double load, long nowNanos) {
        int now = load >= HIGH ? 1 : load <= LOW ? -1 : 0;
        if (now != side) {
            side = now;
            since = nowNanos;
            return false;
        }
        if (side > 0 && steps <= MOST_LAYERS && nowNanos - since >= RAISE_NANOS) {
            steps++;
        } else if (side < 0 && steps > 0 && nowNanos - since >= LOWER_NANOS) {
            steps--;
        } else {
            return false;
        }
        since = nowNanos;
        return true;
    }

    /** How many of the highest spatial layers nobody gets, 0 to {@link #MOST_LAYERS}. */
    int layersTaken() {
        return Math.min(steps, MOST_LAYERS);
    }

    /** Whether newcomers are turned away. */
    boolean refuses() {
        return steps > MOST_LAYERS;
    }
}
