package dev.roomjar.media.allocation;

import dev.roomjar.media.forward.Layers;

/** Layers that a test sets: bits per second of each spatial layer, of which each temporal layer has the same part. */
final class FakeLayers implements Layers {
    long[] bits;
    int temporals = 3;
    int smallestWidth = 320;
    int smallestHeight = 180;

    FakeLayers(long... bits) {
        this.bits = bits;
    }

    /** A camera of 1280x720 as browsers send it. */
    static FakeLayers camera() {
        return new FakeLayers(150_000, 500_000, 1_700_000);
    }

    @Override
    public int spatialLayers() {
        return bits.length;
    }

    @Override
    public int temporalLayers(int spatial) {
        return temporals;
    }

    @Override
    public long bitsPerSecond(int spatial, int temporal) {
        // The lower a temporal layer, the larger its pictures: 40 %, 60 % and 100 % of three, as VP8's encoder has it.
        return temporal == temporals - 1 ? bits[spatial] : bits[spatial] * (2 + temporal) / (2 + temporals);
    }

    @Override
    public int width(int spatial) {
        return smallestWidth << spatial;
    }

    @Override
    public int height(int spatial) {
        return smallestHeight << spatial;
    }

    @Override
    public boolean switchesAtOnce() {
        return false;
    }
}
