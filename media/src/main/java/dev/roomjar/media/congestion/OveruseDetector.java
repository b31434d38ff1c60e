package dev.roomjar.media.congestion;

/**
 * Compares the slope of the delay to a threshold that follows it: up fast and down slowly, so that neither the noise of a
 * path nor a competing TCP flow looks like a queue of ours for long (draft-ietf-rmcat-gcc-02 §5.4; constants from there and
 * from libwebrtc). Not thread safe.
 */
final class OveruseDetector {
    private static final double GAIN = 4;
    private static final int FULL_CONFIDENCE = 60;
    private static final double UP_PER_MILLI = 0.0087;
    private static final double DOWN_PER_MILLI = 0.039;
    private static final double OUTLIER = 15;
    private static final double LOWEST = 6;
    private static final double HIGHEST = 600;
    private static final double LONGEST_STEP_MILLIS = 100;
    private static final double OVERUSE_MILLIS = 10;

    private double threshold = 12.5;
    private double previousSlope;
    private double overMillis = -1;
    private int overCount;
    private double updatedAt = Double.NaN;
    private Usage usage = Usage.NORMAL;

    Usage usage() {
        return usage;
    }

    /**
     * Takes the slope after one more group.
     *
     * @param groups how many there were: few say little
     * @param sendMillis between the group and the one before
     */
    void update(double slope, int groups, double sendMillis, double arrivalMillis) {
        double trend = Math.min(groups, FULL_CONFIDENCE) * slope * GAIN;
        if (trend > threshold) {
            // On average the queue began to grow half way between the two groups.
            overMillis = overMillis < 0 ? sendMillis / 2 : overMillis + sendMillis;
            overCount++;
            if (overMillis > OVERUSE_MILLIS && overCount > 1 && slope >= previousSlope) {
                overMillis = 0;
                overCount = 0;
                usage = Usage.OVER;
            }
        } else {
            overMillis = -1;
            overCount = 0;
            usage = trend < -threshold ? Usage.UNDER : Usage.NORMAL;
        }
        previousSlope = slope;
        adapt(trend, arrivalMillis);
    }

    private void adapt(double trend, double arrivalMillis) {
        double size = Math.abs(trend);
        if (!Double.isNaN(updatedAt) && size <= threshold + OUTLIER) {
            double factor = size < threshold ? DOWN_PER_MILLI : UP_PER_MILLI;
            double elapsed = Math.clamp(arrivalMillis - updatedAt, 0, LONGEST_STEP_MILLIS);
            threshold = Math.clamp(threshold + factor * (size - threshold) * elapsed, LOWEST, HIGHEST);
        }
        updatedAt = arrivalMillis;
    }

    void reset() {
        usage = Usage.NORMAL;
        previousSlope = 0;
        overMillis = -1;
        overCount = 0;
    }
}
