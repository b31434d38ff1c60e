package dev.roomjar.media.congestion;

/**
 * Additive increase, multiplicative decrease by the state of the path (draft-ietf-rmcat-gcc-02 §5.5): up by 8 % per second far
 * from the capacity and by about a packet per round trip near it, down to 85 % of what arrives when a queue grows, and
 * nothing while it drains. Not thread safe.
 *
 * <p>Where less is sent than could be, the estimate neither runs away (it goes up to one and a half times of what arrives, no
 * further) nor follows it down: a growing delay then costs 15 % at a time, unless less arrives than is sent.
 */
final class RateControl {
    private static final double DECREASE = 0.85;
    private static final double INCREASE_PER_SECOND = 1.08;
    private static final double AHEAD_OF_ARRIVED = 1.5;
    private static final double AHEAD_OF_ARRIVED_BITS = 10_000;
    private static final double LEAST_INCREASE = 4_000;
    private static final double PACKET_BITS = 1_200 * 8;

    /** Less than this share of the estimate in use: the sender has not more to send. */
    private static final double APPLICATION_LIMITED = 0.65;

    private static final double BACKLOG = 0.9;
    private static final long SHORTEST_REACTION = 10_000;
    private static final long LONGEST_REACTION = 200_000;

    private final BandwidthLimits limits;
    private final LinkCapacity capacity = new LinkCapacity();
    private double rate;
    private boolean increasing;
    private long changedAt;
    private long decreasedAt = Long.MIN_VALUE;

    RateControl(BandwidthLimits limits) {
        this.limits = limits;
        rate = limits.start();
    }

    double bitsPerSecond() {
        return rate;
    }

    /** When the rate was last lowered, {@link Long#MIN_VALUE} for never. */
    long decreasedAt() {
        return decreasedAt;
    }

    /**
     * Takes the state after feedback.
     *
     * @param arriving bits per second, 0 where unknown
     * @param sending bits per second
     */
    void update(Usage usage, double arriving, double sending, long roundTripMicros, long nowMicros) {
        switch (usage) {
            case OVER -> {
                if (mayDecrease(arriving, roundTripMicros, nowMicros)) {
                    decrease(arriving, sending);
                    decreasedAt = nowMicros;
                }
                increasing = false;
            }
            case UNDER -> increasing = false;
            case NORMAL -> {
                if (increasing) {
                    increase(arriving, roundTripMicros, nowMicros - changedAt);
                }
                increasing = true;
            }
        }
        changedAt = nowMicros;
        rate = Math.clamp(rate, (double) limits.minimum(), (double) limits.maximum());
    }

    /** Once per round trip, since the effect of the last decrease shows no sooner; at once where far too much is sent. */
    private boolean mayDecrease(double arriving, long roundTripMicros, long nowMicros) {
        return decreasedAt == Long.MIN_VALUE
                || nowMicros - decreasedAt >= Math.clamp(roundTripMicros, SHORTEST_REACTION, LONGEST_REACTION)
                || (arriving > 0 && arriving < rate / 2);
    }

    private void decrease(double arriving, double sending) {
        boolean arrivesAsSent = arriving >= BACKLOG * sending;
        double lowered = arriving == 0 ? DECREASE * rate : DECREASE * arriving;
        if (arrivesAsSent && sending < APPLICATION_LIMITED * rate) {
            rate = Math.max(lowered, DECREASE * rate);
            return;
        }
        if (lowered > rate && capacity.isKnown()) {
            lowered = DECREASE * capacity.bitsPerSecond();
        }
        rate = Math.min(rate, lowered);
        if (arriving > 0) {
            if (capacity.isAbove(arriving)) {
                capacity.forget();
            }
            capacity.full(arriving);
        }
    }

    private void increase(double arriving, long roundTripMicros, long elapsedMicros) {
        if (capacity.isBelow(arriving)) {
            capacity.forget();
        }
        double seconds = Math.min(elapsedMicros, 1_000_000) / 1e6;
        double raised = capacity.isKnown()
                ? rate + nearCapacity(roundTripMicros) * seconds
                : rate * Math.pow(INCREASE_PER_SECOND, seconds) + 1_000 * seconds;
        double most = AHEAD_OF_ARRIVED * arriving + AHEAD_OF_ARRIVED_BITS;
        rate = Math.max(rate, Math.min(raised, most));
    }

    /** About one packet per response time, in bits per second and second. */
    private double nearCapacity(long roundTripMicros) {
        double frame = rate / 30;
        double packet = frame / Math.ceil(frame / PACKET_BITS);
        return Math.max(LEAST_INCREASE, packet / ((roundTripMicros + 100_000) / 1e6));
    }

    /**
     * A probe measured this.
     *
     * @param saturated whether it is about what the path can take, not less
     */
    void probed(double bitsPerSecond, boolean saturated, long nowMicros) {
        rate = Math.clamp(bitsPerSecond, (double) limits.minimum(), (double) limits.maximum());
        capacity.forget();
        if (saturated) {
            capacity.full(bitsPerSecond);
        }
        changedAt = nowMicros;
    }

    /** Nothing is heard any more although something is sent. */
    void silence(double factor) {
        rate = Math.max((double) limits.minimum(), rate * factor);
    }
}
