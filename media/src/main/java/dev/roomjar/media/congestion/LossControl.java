package dev.roomjar.media.congestion;

/**
 * An upper bound by loss (draft-ietf-rmcat-gcc-02 §6): it rises by 8 % per second while less than 2 % is lost, holds up to 10 %,
 * and falls to what arrives beyond that. Not thread safe.
 *
 * <p>Loss counts only as far as it depends on the rate. A radio link that loses 5 or 20 % loses as much at half the rate, and
 * sending less does not help; a path that polices its rate loses less as soon as less is sent. So after each change of the rate by an eighth or
 * more, this compares the loss seen with what a full path would show: if it did not move that way, it is the path's own and is
 * taken off from then on. A bound that holds for long is raised once in a while to find out.
 */
final class LossControl {
    private static final double LOW = 0.02;
    private static final double HIGH = 0.10;
    private static final double INCREASE = 1.08;
    private static final double TRIAL = 1.25;
    private static final double CHANGE = 0.125;
    private static final double MOST_OWN_LOSS = 0.35;
    private static final int FIRST_TRIAL = 3;
    private static final int LAST_TRIAL = 24;
    private static final double NONE = Double.MAX_VALUE;

    /** Own loss that is not seen again goes away by this share of the difference each second. */
    private static final double FORGET = 0.2;

    private double bound = NONE;

    /** The share that the path loses whatever the rate. */
    private double ownLoss;

    private double lossBefore;
    private double rateBefore;
    private int held;
    private int trialAfter = FIRST_TRIAL;

    /** The bound in bits per second; far above any rate where there is none. */
    double bitsPerSecond() {
        return bound;
    }

    /** Whether more is lost now than probes should add to. */
    boolean isHigh(double loss) {
        return loss - ownLoss > HIGH;
    }

    /**
     * Takes what a second or so brought.
     *
     * @param loss the share lost, 0 to 1
     * @param sending bits per second
     * @param estimate the bandwidth assumed during that second
     * @param delayGrows whether a queue grew
     */
    void update(double loss, double sending, double estimate, boolean delayGrows) {
        learn(loss, sending);
        double excess = loss - ownLoss;
        if (excess > HIGH) {
            // What arrives, no less: a sender that does not follow must not drive the bound down to nothing.
            bound = Math.min(bound, sending * (1 - excess));
            held = 0;
        } else if (excess > LOW) {
            hold(estimate, delayGrows);
        } else {
            held = 0;
            trialAfter = FIRST_TRIAL;
            raise(INCREASE, estimate);
        }
    }

    /** Compares with the last second in which another rate was sent. */
    private void learn(double loss, double sending) {
        double ratio = rateBefore == 0 || sending == 0 ? 1 : rateBefore / sending;
        if (Math.abs(1 - ratio) >= CHANGE) {
            double ofFullPath = Math.max(0, 1 - (1 - lossBefore) * ratio);
            double middle = (lossBefore + ofFullPath) / 2;
            boolean independent = ratio > 1 ? loss > middle : loss < middle;
            double either = Math.min(loss, lossBefore);
            ownLoss = Math.min(MOST_OWN_LOSS, independent ? Math.max(ownLoss, either) : Math.min(ownLoss, either));
            lossBefore = loss;
            rateBefore = sending;
        } else {
            lossBefore = rateBefore == 0 ? loss : (lossBefore + loss) / 2;
            rateBefore = rateBefore == 0 ? sending : (rateBefore + sending) / 2;
        }
        if (loss < ownLoss) {
            ownLoss -= FORGET * (ownLoss - loss);
        }
    }

    private void hold(double estimate, boolean delayGrows) {
        bound = Math.min(bound, estimate);
        if (++held >= trialAfter && !delayGrows) {
            held = 0;
            trialAfter = Math.min(LAST_TRIAL, 2 * trialAfter);
            raise(TRIAL, estimate);
        }
    }

    private void raise(double factor, double estimate) {
        if (bound != NONE) {
            bound *= factor;
            if (bound > 2 * estimate) {
                bound = NONE;
            }
        }
    }
}
