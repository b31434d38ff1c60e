package dev.roomjar.media.congestion;

/**
 * The slope of the queueing delay over time: a straight line through the latest smoothed sums of delay variation, by least
 * squares (draft-ietf-rmcat-gcc-02 §5.3 estimates the same by a Kalman filter; libwebrtc uses a line). Not thread safe.
 */
final class Trendline {
    private static final int WINDOW = 20;
    private static final double SMOOTHING = 0.9;

    private final double[] at = new double[WINDOW];
    private final double[] delay = new double[WINDOW];
    private int count;
    private double firstAt;
    private double sum;
    private double smoothed;

    /**
     * Adds how much longer a group of packets took than the one before.
     *
     * @param variation in milliseconds
     * @param arrival of the group, in milliseconds
     */
    void add(double variation, double arrival) {
        if (count == 0) {
            firstAt = arrival;
        }
        sum += variation;
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * sum;
        at[count % WINDOW] = arrival - firstAt;
        delay[count % WINDOW] = smoothed;
        count++;
    }

    /** How many groups were added. */
    int count() {
        return count;
    }

    /** Milliseconds of delay per millisecond, 0 until the window is full. */
    double slope() {
        if (count < WINDOW) {
            return 0;
        }
        double meanAt = 0;
        double meanDelay = 0;
        for (int i = 0; i < WINDOW; i++) {
            meanAt += at[i] / WINDOW;
            meanDelay += delay[i] / WINDOW;
        }
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < WINDOW; i++) {
            numerator += (at[i] - meanAt) * (delay[i] - meanDelay);
            denominator += (at[i] - meanAt) * (at[i] - meanAt);
        }
        return denominator == 0 ? 0 : numerator / denominator;
    }

    void reset() {
        count = 0;
        sum = 0;
        smoothed = 0;
    }
}
