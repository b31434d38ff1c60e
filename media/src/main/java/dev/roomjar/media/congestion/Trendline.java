package dev.roomjar.media.congestion;

/**
 * The slope of the queueing delay over time: a straight line through the latest smoothed sums of delay variation, by least
 * squares (draft-ietf-rmcat-gcc-02 §5.3 estimates the same by a Kalman filter; libwebrtc uses a line). Not thread safe.
 */
final class Trendline {
    private static final int FEWEST = 20;
    private static final int MOST = 64;

    /** As long as twenty frames take, whatever else is sent between them: sound makes many small groups that jitter. */
    private static final double LONGEST_MILLIS = 600;

    private static final double SMOOTHING = 0.9;

    private final double[] at = new double[MOST];
    private final double[] delay = new double[MOST];
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
        at[count % MOST] = arrival - firstAt;
        delay[count % MOST] = smoothed;
        count++;
    }

    /** How many groups were added. */
    int count() {
        return count;
    }

    /** Milliseconds of delay per millisecond, 0 until there are enough groups. */
    double slope() {
        if (count < FEWEST) {
            return 0;
        }
        int size = size();
        double meanAt = 0;
        double meanDelay = 0;
        for (int i = count - size; i < count; i++) {
            meanAt += at[i % MOST] / size;
            meanDelay += delay[i % MOST] / size;
        }
        double numerator = 0;
        double denominator = 0;
        for (int i = count - size; i < count; i++) {
            double distance = at[i % MOST] - meanAt;
            numerator += distance * (delay[i % MOST] - meanDelay);
            denominator += distance * distance;
        }
        return denominator == 0 ? 0 : numerator / denominator;
    }

    /** How many of the latest groups count. */
    private int size() {
        double newest = at[(count - 1) % MOST];
        int size = FEWEST;
        while (size < Math.min(count, MOST) && newest - at[(count - size - 1) % MOST] < LONGEST_MILLIS) {
            size++;
        }
        return size;
    }

    void reset() {
        count = 0;
        sum = 0;
        smoothed = 0;
    }
}
