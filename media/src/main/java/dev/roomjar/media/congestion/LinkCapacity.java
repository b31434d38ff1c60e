package dev.roomjar.media.congestion;

/** What arrived per second whenever the path was full, and how much that varies. Not thread safe. */
final class LinkCapacity {
    private static final double WEIGHT = 0.05;
    private static final double LEAST_DEVIATION = 0.4;
    private static final double GREATEST_DEVIATION = 2.5;

    private double kilobits = -1;

    /** Variance over mean. */
    private double deviation = LEAST_DEVIATION;

    boolean isKnown() {
        return kilobits >= 0;
    }

    double bitsPerSecond() {
        return kilobits * 1e3;
    }

    /** The path was full at this rate. */
    void full(double bitsPerSecond) {
        double sample = bitsPerSecond / 1e3;
        kilobits = isKnown() ? (1 - WEIGHT) * kilobits + WEIGHT * sample : sample;
        double error = kilobits - sample;
        deviation = Math.clamp(
                (1 - WEIGHT) * deviation + WEIGHT * error * error / Math.max(kilobits, 1),
                LEAST_DEVIATION,
                GREATEST_DEVIATION);
    }

    /** Three standard deviations, in bits per second. */
    private double spread() {
        return 3e3 * Math.sqrt(deviation * kilobits);
    }

    boolean isBelow(double bitsPerSecond) {
        return isKnown() && bitsPerSecond > bitsPerSecond() + spread();
    }

    boolean isAbove(double bitsPerSecond) {
        return isKnown() && bitsPerSecond < bitsPerSecond() - spread();
    }

    void forget() {
        kilobits = -1;
    }
}
