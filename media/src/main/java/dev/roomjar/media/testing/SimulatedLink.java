package dev.roomjar.media.testing;

import java.util.random.RandomGenerator;

/** One direction of a path: decides of each datagram when, and whether, it arrives. */
final class SimulatedLink {
    static final long LOST = -1;
    private static final int IP_AND_UDP_HEADER = 28;

    private final RandomGenerator random;
    private LinkConditions conditions = LinkConditions.GOOD;
    private long freeAt = Long.MIN_VALUE;
    private long burstEnds = Long.MIN_VALUE;
    private long nextBurst = Long.MAX_VALUE;

    SimulatedLink(RandomGenerator random) {
        this.random = random;
    }

    void conditions(LinkConditions to, long nowNanos) {
        conditions = to;
        burstEnds = nowNanos;
        nextBurst = to.burstLoss() > 0 ? nowNanos + gapNanos() : Long.MAX_VALUE;
    }

    LinkConditions conditions() {
        return conditions;
    }

    /** When a datagram sent now arrives, or {@link #LOST}. */
    long arrival(int length, long nowNanos) {
        if (nowNanos >= nextBurst) {
            burstEnds = nowNanos + exponential((double) conditions.burstLength().toNanos());
            nextBurst = burstEnds + gapNanos();
        }
        if (nowNanos < burstEnds || random.nextDouble() < conditions.loss()) {
            return LOST;
        }
        long sent = nowNanos;
        if (conditions.bitsPerSecond() > 0) {
            freeAt = Math.max(freeAt, nowNanos);
            if (freeAt - nowNanos > conditions.queue().toNanos()) {
                return LOST;
            }
            freeAt += (length + IP_AND_UDP_HEADER) * 8_000_000_000L / conditions.bitsPerSecond();
            sent = freeAt;
        }
        long jitter = conditions.jitter().toNanos();
        return sent + conditions.delay().toNanos() + (jitter == 0 ? 0 : random.nextLong(jitter));
    }

    private long gapNanos() {
        double gap = conditions.burstLength().toNanos() * (1 - conditions.burstLoss()) / conditions.burstLoss();
        return exponential(gap);
    }

    /** Both states last as long as in a Gilbert–Elliott channel: memory of nothing but which it is. */
    private long exponential(double mean) {
        return (long) (-mean * Math.log(1 - random.nextDouble()));
    }
}
