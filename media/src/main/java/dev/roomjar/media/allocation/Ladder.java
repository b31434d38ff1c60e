package dev.roomjar.media.allocation;

import dev.roomjar.media.Wishes;
import dev.roomjar.media.forward.ForwardedTrack;

/**
 * The steps of one subscription's quality, cheapest first: the temporal layers of the lowest spatial layer, then one step per
 * higher spatial layer, up to what the wishes make use of. Knows on which step it stands and on which it stood before.
 */
final class Ladder {
    private static final int NOWHERE = -1;

    /** The rate of a camera; layers do not say theirs. */
    private static final int FULL_FRAME_RATE = 30;

    private static final int MAX_STEPS = LayerForecast.MAX_SPATIAL + LayerForecast.MAX_TEMPORAL;

    private final LayerForecast layers;
    private final boolean withAbsent;
    private final int[] spatials = new int[MAX_STEPS];
    private final int[] temporals = new int[MAX_STEPS];
    private final long[] bits = new long[MAX_STEPS];
    private final double[] values = new double[MAX_STEPS];
    private int steps;
    private int at = NOWHERE;
    private int before = NOWHERE;
    private int spatial = ForwardedTrack.PAUSED;
    private int temporal = -1;

    // Owned by the allocator during a run.
    double merit;
    int order;
    boolean high;

    /** @param withAbsent whether layers that do not arrive now count as if they did */
    Ladder(LayerForecast layers, boolean withAbsent) {
        this.layers = layers;
        this.withAbsent = withAbsent;
    }

    /** Makes the steps anew, of nothing where nobody watches, and steps down from it. */
    void rebuild(Wishes wishes, boolean watched, int withheld) {
        steps = 0;
        int lowest = watched ? lowest() : NOWHERE;
        if (lowest != NOWHERE) {
            addSteps(lowest, Math.max(0, layers.spatialLayers() - 1 - withheld), wishes);
        }
        before = NOWHERE;
        while (before + 1 < steps && !isAbove(before + 1)) {
            before++;
        }
        at = NOWHERE;
    }

    private int lowest() {
        for (int i = 0; i < layers.spatialLayers(); i++) {
            if (isThere(i)) {
                return i;
            }
        }
        return NOWHERE;
    }

    private boolean isThere(int layer) {
        return withAbsent || layers.arrives(layer);
    }

    private void addSteps(int lowest, int allowed, Wishes wishes) {
        int highest = Math.max(lowest, Math.min(allowed, highestOfUse(wishes)));
        for (int i = 0; i <= temporalOfUse(lowest, wishes); i++) {
            add(lowest, i, wishes);
        }
        for (int i = lowest + 1; i <= highest; i++) {
            if (isThere(i)) {
                add(i, temporalOfUse(i, wishes), wishes);
            }
        }
    }

    private void add(int layer, int temporalLayer, Wishes wishes) {
        spatials[steps] = layer;
        temporals[steps] = temporalLayer;
        bits[steps] = layers.bitsPerSecond(layer, temporalLayer);
        double pixels = (double) layers.width(layer) * layers.height(layer);
        if (wishes.width() > 0 && wishes.height() > 0) {
            pixels = Math.min(pixels, (double) wishes.width() * wishes.height());
        }
        // Each temporal layer doubles the frame rate.
        values[steps] = pixels / (1 << (layers.temporalLayers(layer) - 1 - temporalLayer));
        steps++;
    }

    /** The smallest layer that fills the place where it is shown, enlarged by a quarter at most. */
    private int highestOfUse(Wishes wishes) {
        int last = layers.spatialLayers() - 1;
        if (!layers.isSized()) {
            return last;
        }
        for (int i = 0; i < last; i++) {
            if (fills(5 * layers.width(i), 4 * wishes.width()) || fills(5 * layers.height(i), 4 * wishes.height())) {
                return i;
            }
        }
        return last;
    }

    private static boolean fills(int size, int place) {
        return place > 0 && size >= place;
    }

    private int temporalOfUse(int layer, Wishes wishes) {
        int top = layers.temporalLayers(layer) - 1;
        int enough = top;
        while (wishes.frameRate() > 0 && enough > 0 && FULL_FRAME_RATE >> (top - enough) > wishes.frameRate()) {
            enough--;
        }
        return enough;
    }

    /** Whether a step is more than what was kept last. */
    private boolean isAbove(int step) {
        return spatials[step] > spatial || (spatials[step] == spatial && temporals[step] > temporal);
    }

    boolean hasNext() {
        return at + 1 < steps;
    }

    /** What the next step costs in all. */
    long nextBits() {
        return bits[at + 1];
    }

    /** How much better the next step is than this one, in parts of this one; 1 for the first. */
    double improvement() {
        return at == NOWHERE ? 1 : (values[at + 1] - values[at]) / values[at];
    }

    /** Whether the next step is one that it had before. */
    boolean hadNext() {
        return at + 1 <= before;
    }

    void climb() {
        at++;
    }

    void climbToTop() {
        at = steps - 1;
    }

    /** Makes this step what it has from now on. */
    void keep() {
        spatial = at == NOWHERE ? ForwardedTrack.PAUSED : spatials[at];
        temporal = at == NOWHERE ? -1 : temporals[at];
    }

    int spatial() {
        return spatial;
    }

    int temporal() {
        return temporal;
    }

    boolean isEmpty() {
        return at == NOWHERE;
    }

    boolean isAtLowest() {
        return at == 0;
    }

    long bits() {
        return at == NOWHERE ? 0 : bits[at];
    }

    long topBits() {
        return steps == 0 ? 0 : bits[steps - 1];
    }

    /** What the highest step costs that will come if it is wanted. */
    long expectedBits() {
        for (int i = steps - 1; i >= 0; i--) {
            if (layers.isExpected(spatials[i])) {
                return bits[i];
            }
        }
        return 0;
    }
}
