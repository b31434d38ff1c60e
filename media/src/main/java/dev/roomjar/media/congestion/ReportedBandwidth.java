package dev.roomjar.media.congestion;

/**
 * The bandwidth towards a receiver that gives no transport-wide feedback: its own estimate (REMB) where it sends any, bounded by
 * the loss that it reports. Without either it stays between the limits, and below one and a half times what is sent or what is wanted. Not thread
 * safe.
 */
final class ReportedBandwidth {
    private static final double HIGH = 0.10;
    private static final double LOW = 0.02;
    private static final double INCREASE = 1.08;
    private static final double AHEAD = 1.5;
    private static final long WINDOW_MICROS = 1_000_000;
    private static final int WINDOW_PACKETS = 20;

    private final BandwidthLimits limits;
    private final LossControl loss = new LossControl();
    private double byLoss;
    private double byReceiver = -1;
    private double lossFraction;
    private long windowAt;
    private long expected;
    private long lost;

    ReportedBandwidth(BandwidthLimits limits) {
        this.limits = limits;
        byLoss = limits.start();
    }

    double bitsPerSecond() {
        double assumed = byReceiver >= 0 ? byReceiver : byLoss;
        return Math.clamp(
                Math.min(assumed, loss.bitsPerSecond()), (double) limits.minimum(), (double) limits.maximum());
    }

    double lossFraction() {
        return lossFraction;
    }

    void estimated(long bitsPerSecond) {
        byReceiver = bitsPerSecond;
    }

    void reported(long expectedNow, long lostNow, long sending, long desired, long nowMicros) {
        if (windowAt == 0) {
            windowAt = nowMicros;
        }
        expected += Math.max(0, expectedNow);
        lost += Math.clamp(lostNow, 0, Math.max(0, expectedNow));
        if (nowMicros - windowAt < WINDOW_MICROS || expected < WINDOW_PACKETS) {
            return;
        }
        lossFraction = (double) lost / expected;
        loss.update((int) expected, lossFraction, (double) sending, bitsPerSecond(), false);
        if (lossFraction < LOW) {
            byLoss = Math.max(byLoss, Math.min(byLoss * INCREASE, AHEAD * Math.max(sending, desired)));
        } else if (lossFraction > HIGH) {
            byLoss = Math.min(byLoss, loss.bitsPerSecond());
        }
        byLoss = Math.clamp(byLoss, (double) limits.minimum(), (double) limits.maximum());
        windowAt = nowMicros;
        expected = 0;
        lost = 0;
    }
}
