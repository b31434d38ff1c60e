package dev.roomjar.media.allocation;

import dev.roomjar.media.forward.Layers;

/**
 * What a publication's video has to choose from, and what its layers that do not arrive now would be if it sent them: the
 * publisher may have paused them because nobody wanted them, and somebody must be able to want them again. One per publication,
 * shared by its receivers; thread rule: one thread.
 */
public final class LayerForecast {
    /** More spatial layers than any publisher sends; those above are left alone. */
    static final int MAX_SPATIAL = 4;

    /** More temporal layers than any encoder makes. */
    static final int MAX_TEMPORAL = 4;

    private static final long VALID_NANOS = 50_000_000;

    /** A spatial layer has four times the pixels of the one below and, as browsers spend them, about three times the bits. */
    private static final int BITS_PER_LAYER = 3;

    private static final long SMALLEST_BITS = 150_000;
    private static final int SMALLEST_WIDTH = 320;
    private static final int SMALLEST_HEIGHT = 180;

    /** How long a layer that was asked for may take to arrive. */
    private static final long ARRIVAL_NANOS = 5_000_000_000L;

    private final Layers source;
    private final int[] temporals = new int[MAX_SPATIAL];
    private final long[][] bits = new long[MAX_SPATIAL][MAX_TEMPORAL];
    private final long[] remembered = new long[MAX_SPATIAL];
    private final int[] widths = new int[MAX_SPATIAL];
    private final int[] heights = new int[MAX_SPATIAL];
    private int spatials;
    private boolean sized;
    private int asked = Integer.MAX_VALUE;
    private int askedBefore = Integer.MAX_VALUE;
    private long askedAt = Long.MIN_VALUE;
    private long readAt = Long.MIN_VALUE;

    public LayerForecast(Layers source) {
        this.source = source;
    }

    /** Reads the publication's layers anew, unless that was done a moment ago. */
    public void refresh(long nowNanos) {
        if (readAt != Long.MIN_VALUE && nowNanos - readAt < VALID_NANOS) {
            return;
        }
        readAt = nowNanos;
        spatials = Math.min(source.spatialLayers(), MAX_SPATIAL);
        for (int spatial = 0; spatial < spatials; spatial++) {
            temporals[spatial] = Math.clamp(source.temporalLayers(spatial), 1, MAX_TEMPORAL);
            for (int temporal = 0; temporal < temporals[spatial]; temporal++) {
                bits[spatial][temporal] = source.bitsPerSecond(spatial, temporal);
            }
            remember(spatial, bits[spatial][temporals[spatial] - 1]);
        }
        readSizes();
    }

    /** The publisher was told to send this layer and those below, and may leave out those above. */
    public void asked(int highest, long nowNanos) {
        askedBefore = asked;
        asked = highest;
        askedAt = nowNanos;
    }

    /** How many spatial layers there are at most. */
    public int spatialLayers() {
        return spatials;
    }

    /** What a layer cost last, and rather its peaks: a layer's rate falls to nothing while it is being paused. */
    private void remember(int spatial, long now) {
        if (now > 0) {
            remembered[spatial] =
                    now >= remembered[spatial] ? now : remembered[spatial] - (remembered[spatial] - now) / 32;
        }
    }

    private void readSizes() {
        sized = false;
        for (int spatial = 0; spatial < spatials; spatial++) {
            if (source.width(spatial) > 0 && source.height(spatial) > 0) {
                widths[spatial] = source.width(spatial);
                heights[spatial] = source.height(spatial);
                sized = true;
            } else {
                widths[spatial] = spatial == 0 ? SMALLEST_WIDTH : 2 * widths[spatial - 1];
                heights[spatial] = spatial == 0 ? SMALLEST_HEIGHT : 2 * heights[spatial - 1];
            }
        }
    }

    /** Whether it arrives, or can be expected to if somebody wants it: some encodings are announced and never sent. */
    boolean isExpected(int spatial) {
        boolean coming = spatial > askedBefore && readAt - askedAt < ARRIVAL_NANOS;
        return arrives(spatial) || spatial > asked || coming;
    }

    int temporalLayers(int spatial) {
        return temporals[spatial];
    }

    /** Whether anything of it arrives now. */
    boolean arrives(int spatial) {
        return bits[spatial][temporals[spatial] - 1] > 0;
    }

    /** Whether anything at all arrives now. */
    boolean arrives() {
        for (int spatial = 0; spatial < spatials; spatial++) {
            if (arrives(spatial)) {
                return true;
            }
        }
        return false;
    }

    /** What it costs, or would cost. */
    long bitsPerSecond(int spatial, int temporal) {
        if (arrives(spatial)) {
            return bits[spatial][temporal];
        }
        long whole = remembered[spatial];
        if (whole == 0) {
            whole = spatial == 0
                    ? SMALLEST_BITS
                    : BITS_PER_LAYER * bitsPerSecond(spatial - 1, temporals[spatial - 1] - 1);
        }
        return whole * (temporal + 1) / temporals[spatial];
    }

    /** Whether the size of any layer is known. */
    boolean isSized() {
        return sized;
    }

    int width(int spatial) {
        return widths[spatial];
    }

    int height(int spatial) {
        return heights[spatial];
    }
}
