package dev.roomjar.media.congestion;

/**
 * Explains the loss of the last twenty seconds: by what the path loses whatever the rate (its own loss), by a capacity beyond
 * which everything is lost, or by both. Compares how likely each makes what was seen, as libwebrtc's second loss-based estimator
 * does. Allocates only when made. Not thread safe.
 *
 * <p>A path of capacity C and own loss i, sent to at the rate r, loses i of what it carries and all that it does not: i + (1 - i)
 * (1 - C / r) where r exceeds C. At one rate any loss is explained either way; only another rate tells them apart.
 */
final class LossModel {
    static final double UNLIMITED = Double.MAX_VALUE;

    /** Bad radio links lose that much and carry calls still. */
    static final double MOST_OWN_LOSS = 0.35;

    private static final int KEPT = 20;
    private static final double FORGET = 0.9;
    private static final int CAPACITIES = 32;

    /** From each capacity that is tried to the next, down to a fifth of the highest rate seen. */
    private static final double STEP = Math.pow(0.2, 1.0 / CAPACITIES);

    private static final double LEAST_LOSS = 0.01;

    /** Losses come in bursts: a second says no more than so many packets that are lost one by one. */
    private static final double MOST_PACKETS = 60;

    /** How much more likely an explanation must be, as a natural logarithm. */
    private static final double CONVINCING = 2;

    private static final double CLOSE = 1;

    /** What the seconds seen say. */
    enum Verdict {
        /** Nothing new: the capacity or the own loss known so far explain as much as others would. */
        OPEN,
        /** The path loses as much at other rates: its own loss was learned. */
        OWN,
        /** More is lost at higher rates. */
        CAPACITY
    }

    private final double[] packets = new double[KEPT];
    private final double[] lost = new double[KEPT];
    private final double[] rates = new double[KEPT];
    private final double[] candidates = new double[CAPACITIES];
    private int count;
    private double ownLoss;
    private double capacity = UNLIMITED;

    /** The share that the path loses at any rate, as far as is known. */
    double ownLoss() {
        return ownLoss;
    }

    /** Where loss that depends on the rate begins, in bits per second. */
    double capacity() {
        return capacity;
    }

    /** The highest rate seen. */
    double highestRate() {
        double highest = 0;
        for (int i = 0; i < Math.min(count, KEPT); i++) {
            highest = Math.max(highest, rates[i]);
        }
        return highest;
    }

    /** Takes what a second or so brought; says what it and those before mean. */
    Verdict add(int told, double share, double bitsPerSecond) {
        for (int i = 0; i < KEPT; i++) {
            packets[i] *= FORGET;
            lost[i] *= FORGET;
        }
        int at = count++ % KEPT;
        packets[at] = Math.min(told, MOST_PACKETS);
        lost[at] = share * packets[at];
        rates[at] = bitsPerSecond;
        if (share < ownLoss) {
            // Gone or less: forgotten soon, for it is learned again as soon.
            ownLoss -= (1 - FORGET) * 2 * (ownLoss - share);
        }
        return judge();
    }

    private Verdict judge() {
        if (isSound()) {
            capacity = UNLIMITED;
            return Verdict.OPEN;
        }
        double anyRate = ownLossBeside(UNLIMITED);
        double own = likelihood(UNLIMITED, anyRate);
        double full = likelihood(UNLIMITED, ownLoss);
        double both = own;
        double candidate = highestRate();
        for (int i = 0; i < CAPACITIES; i++) {
            candidate *= STEP;
            candidates[i] = likelihood(candidate, ownLossBeside(candidate));
            both = Math.max(both, candidates[i]);
            full = Math.max(full, likelihood(candidate, ownLoss));
        }
        if (both - own > CONVINCING) {
            capacity = highestRate() * Math.pow(STEP, 1 + lowest(both - CLOSE));
            ownLoss = ownLossBeside(capacity);
            return Verdict.CAPACITY;
        }
        capacity = UNLIMITED;
        if (own - full > CONVINCING) {
            ownLoss = anyRate;
            return Verdict.OWN;
        }
        return Verdict.OPEN;
    }

    /** Nothing was lost and nothing is expected to be, so that there is nothing to explain: nearly always. */
    private boolean isSound() {
        double sum = 0;
        for (int i = 0; i < KEPT; i++) {
            sum += lost[i];
        }
        return sum == 0 && ownLoss <= LEAST_LOSS;
    }

    /** The lowest capacity that is about as likely as the best: at less than it the next seconds tell more. */
    private int lowest(double likelihood) {
        int lowest = CAPACITIES - 1;
        while (candidates[lowest] < likelihood) {
            lowest--;
        }
        return lowest;
    }

    /** The own loss that explains what a capacity does not. */
    private double ownLossBeside(double capacity) {
        double unexplained = 0;
        double carried = 0;
        for (int i = 0; i < Math.min(count, KEPT); i++) {
            double beyond = beyond(capacity, rates[i]);
            unexplained += lost[i] - packets[i] * beyond;
            carried += packets[i] * (1 - beyond);
        }
        return carried == 0 ? 0 : Math.clamp(unexplained / carried, 0, MOST_OWN_LOSS);
    }

    private double likelihood(double capacity, double own) {
        double sum = 0;
        for (int i = 0; i < Math.min(count, KEPT); i++) {
            double loss = Math.clamp(own + (1 - own) * beyond(capacity, rates[i]), LEAST_LOSS, 1 - LEAST_LOSS);
            sum += lost[i] * Math.log(loss) + (packets[i] - lost[i]) * Math.log(1 - loss);
        }
        return sum;
    }

    private static double beyond(double capacity, double rate) {
        return rate > capacity ? 1 - capacity / rate : 0;
    }
}
