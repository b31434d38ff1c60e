package dev.roomjar.media.congestion;

import dev.roomjar.media.congestion.LossModel.Verdict;

/**
 * An upper bound by loss, in the place of draft-ietf-rmcat-gcc-02 §6. Loss counts only as far as it depends on the rate: a radio link that loses
 * 5 or 20 % loses as much at half the rate, and sending less does not help; a path that polices its rate loses less as soon as
 * less is sent. {@link LossModel} tells them apart once it has seen two rates. Until then more than 10 % that lasts lowers
 * the bound to what arrives, which is the other rate; and where that was no use, or the sender could not follow, the bound is
 * lifted for a moment to find out. Not thread safe.
 */
final class LossControl {
    private static final double LOW = 0.02;
    private static final double HIGH = 0.10;

    /** So much is acted on at once. */
    private static final double VERY_HIGH = 0.25;

    private static final int LASTING = 3;
    private static final double INCREASE = 1.25;
    private static final double INCREASE_NEAR_CAPACITY = 1.04;
    private static final double NEAR_CAPACITY = 0.9;
    private static final int FIRST_TRIAL = 3;
    private static final int LAST_TRIAL = 24;
    private static final double NONE = Double.MAX_VALUE;

    private final LossModel model = new LossModel();
    private double bound = NONE;
    private int high;
    private int held;
    private int trialAfter = FIRST_TRIAL;

    /** The bound in bits per second; far above any rate where there is none. */
    double bitsPerSecond() {
        return bound;
    }

    /** Whether more is lost now than probes should add to. */
    boolean isHigh(double loss) {
        return loss - model.ownLoss() > HIGH;
    }

    /**
     * Takes what a second or so brought.
     *
     * @param told how many packets feedback told of
     * @param loss the share of them that was lost, 0 to 1
     * @param sending bits per second
     * @param estimate the bandwidth assumed during that second
     * @param delayGrows whether a queue grew
     */
    void update(int told, double loss, double sending, double estimate, boolean delayGrows) {
        Verdict verdict = model.add(told, loss, sending);
        double excess = loss - model.ownLoss();
        double noise = Math.sqrt(loss * (1 - loss) / told);
        high = excess - noise > HIGH ? high + 1 : 0;
        switch (verdict) {
            case CAPACITY -> {
                if (excess > LOW) {
                    lower(Math.max(model.capacity(), sending * (1 - loss)));
                } else {
                    raise(estimate);
                }
            }
            case OWN -> raise(estimate);
            case OPEN -> {
                boolean lasts = high >= LASTING || (high > 0 && (excess > VERY_HIGH || delayGrows));
                if (lasts && bound > sending) {
                    lower(sending * (1 - excess));
                } else if (excess - noise > LOW) {
                    hold(estimate, delayGrows);
                } else {
                    raise(estimate);
                }
            }
        }
    }

    private void lower(double bitsPerSecond) {
        bound = Math.min(bound, bitsPerSecond);
        held = 0;
    }

    private void hold(double estimate, boolean delayGrows) {
        bound = Math.min(bound, estimate);
        if (++held >= trialAfter && !delayGrows) {
            held = 0;
            high = 0;
            trialAfter = Math.min(LAST_TRIAL, 2 * trialAfter);
            bound = NONE;
        }
    }

    private void raise(double estimate) {
        held = 0;
        trialAfter = FIRST_TRIAL;
        if (bound != NONE) {
            boolean near = bound > NEAR_CAPACITY * model.capacity();
            bound = near ? bound * INCREASE_NEAR_CAPACITY : Math.max(bound * INCREASE, model.highestRate());
            if (bound > 2 * estimate) {
                bound = NONE;
            }
        }
    }
}
