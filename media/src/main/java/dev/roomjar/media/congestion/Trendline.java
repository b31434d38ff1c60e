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

    /** Groups nearer together than a microsecond came at one moment; square milliseconds. */
    private static final double LEAST_SPREAD = 1e-6;

    private final double[] at = new double[MOST];
    private final double[] delay = new double[MOST];
    private int count;

    /** The oldest group of the line. */
    private int from;

    private double firstAt;
    private double sum;
    private double smoothed;

    /** Sums over the groups of the line, with times since {@link #base}: a group comes and goes without a look at the others. */
    private double base;

    private double sumAt;
    private double sumDelay;
    private double sumAtSquare;
    private double sumAtDelay;

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
        if (count - from == MOST) {
            weigh(from++, -1);
        }
        at[count % MOST] = arrival - firstAt;
        delay[count % MOST] = smoothed;
        weigh(count, 1);
        count++;
        while (count - from > FEWEST && at[(count - 1) % MOST] - at[from % MOST] >= LONGEST_MILLIS) {
            weigh(from++, -1);
        }
        if (count % MOST == 0) {
            sumUp();
        }
    }

    private void weigh(int group, int sign) {
        double time = at[group % MOST] - base;
        double value = delay[group % MOST];
        sumAt += sign * time;
        sumDelay += sign * value;
        sumAtSquare += sign * time * time;
        sumAtDelay += sign * time * value;
    }

    /** Anew from time to time, so that what rounding leaves behind does not grow. */
    private void sumUp() {
        base = at[from % MOST];
        sumAt = 0;
        sumDelay = 0;
        sumAtSquare = 0;
        sumAtDelay = 0;
        for (int group = from; group < count; group++) {
            weigh(group, 1);
        }
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
        int size = count - from;
        double spread = sumAtSquare - sumAt * sumAt / size;
        return spread < LEAST_SPREAD ? 0 : (sumAtDelay - sumAt * sumDelay / size) / spread;
    }

    void reset() {
        count = 0;
        from = 0;
        sum = 0;
        smoothed = 0;
        at[0] = 0;
        sumUp();
    }
}
