package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.rtcp.RtcpPacket.TransportFeedback;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What feedback does to the estimate, beyond what {@link ClosedLoopTest} shows. */
class BandwidthEstimatorTest {
    private static final long MILLISECOND = 1_000_000;
    private static final int LOST = TransportFeedback.LOST;
    private final BandwidthEstimator estimator = new BandwidthEstimator(BandwidthLimits.DEFAULT, 65_500);
    private long now = 1_000 * MILLISECOND;
    private int base = 65_500;
    private int reference = 50;

    /** Sends ten packets in 40 ms; returns feedback on them. */
    private TransportFeedback round(Integer... deltas) {
        for (int i = 0; i < 10; i++) {
            int number = estimator.sent(1_000, false, now);
            assertThat(number).isEqualTo((base + i) & 0xffff);
            now += 4 * MILLISECOND;
        }
        now += 24 * MILLISECOND;
        List<Integer> told = new ArrayList<>(List.of(deltas));
        while (told.size() < 10) {
            told.add(16);
        }
        TransportFeedback feedback = new TransportFeedback(1, 2, base, reference++, 0, told);
        base = (base + 10) & 0xffff;
        return feedback;
    }

    @Test
    void beforeAnythingIsKnownTheStartValueHolds() {
        assertThat(estimator.bitsPerSecond(now)).isEqualTo(BandwidthLimits.DEFAULT.start());
        assertThat(estimator.roundTripNanos()).isEqualTo(BandwidthEstimator.UNKNOWN);
        assertThat(estimator.lossFraction()).isZero();
    }

    @Test
    void lossIsCountedOnceHoweverOftenItIsTold() {
        estimator.negotiated(true);
        for (int i = 0; i < 40; i++) {
            TransportFeedback feedback = round(16, LOST, 16);
            estimator.received(feedback, now);
            estimator.received(feedback, now);
        }

        assertThat(estimator.lossFraction()).isBetween(0.09, 0.11);
    }

    @Test
    void aPacketToldAsLostThatComesAfterAllIsNoLoss() {
        estimator.negotiated(true);
        TransportFeedback before = round();
        for (int i = 0; i < 60; i++) {
            TransportFeedback next = round();
            List<Integer> gap = new ArrayList<>(before.deltas());
            gap.set(9, LOST);
            estimator.received(
                    new TransportFeedback(1, 2, before.baseSequenceNumber(), before.referenceTime(), 0, gap), now);
            estimator.received(before, now);
            before = next;
        }

        assertThat(estimator.lossFraction()).isLessThan(0.02);
    }

    @Test
    void feedbackOutOfOrderOrLostDoesNotHurt() {
        estimator.negotiated(true);
        Random random = new Random(5);
        TransportFeedback held = round();
        for (int i = 0; i < 200; i++) {
            TransportFeedback next = round();
            if (random.nextInt(3) == 0) {
                estimator.received(next, now);
            } else if (random.nextInt(3) > 0) {
                estimator.received(next, now);
                estimator.received(held, now);
                held = next;
            }
        }

        assertThat(estimator.bitsPerSecond(now)).isGreaterThan(1_000_000);
    }

    @Test
    void feedbackOnWhatWasNeverSentChangesNothing() {
        estimator.negotiated(true);
        estimator.received(new TransportFeedback(1, 2, 30_000, 1, 0, List.of(4, LOST, 4)), now);

        assertThat(estimator.bitsPerSecond(now)).isEqualTo(BandwidthLimits.DEFAULT.start());
        assertThat(estimator.roundTripNanos()).isEqualTo(BandwidthEstimator.UNKNOWN);
    }

    @Test
    void noFeedbackMakesTheEstimateLeaveItsLimits() {
        estimator.negotiated(true);
        estimator.desire(Long.MAX_VALUE);
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            int number = estimator.sent(random.nextInt(1_456), random.nextBoolean(), now);
            if (random.nextInt(5) == 0) {
                List<Integer> deltas = new ArrayList<>();
                for (int j = random.nextInt(300); j >= 0; j--) {
                    deltas.add(random.nextInt(4) == 0 ? LOST : random.nextInt(65_536) - 32_768);
                }
                int first = (number - random.nextInt(400)) & 0xffff;
                estimator.received(
                        new TransportFeedback(1, 2, first, random.nextInt(1 << 24) - (1 << 23), 0, deltas), now);
                estimator.received(random.nextLong(Long.MAX_VALUE), now);
                estimator.reported(random.nextLong() >> 32, random.nextLong() >> 40, now);
            }
            estimator.advance(now);
            estimator.wantsPadding(now);
            assertThat(estimator.bitsPerSecond(now))
                    .isBetween(BandwidthLimits.DEFAULT.minimum(), BandwidthLimits.DEFAULT.maximum());
            now += random.nextInt(20_000_000);
        }
    }

    @Test
    void aReceiversOwnEstimateHoldsWhereItGivesNoArrivals() {
        estimator.negotiated(false);

        estimator.received(1_234_567, now);

        assertThat(estimator.bitsPerSecond(now)).isEqualTo(1_234_567);
    }

    @Test
    void aReceiversOwnEstimateIsIgnoredWhereItGivesArrivals() {
        estimator.negotiated(true);

        estimator.received(50_000, now);

        assertThat(estimator.bitsPerSecond(now)).isEqualTo(BandwidthLimits.DEFAULT.start());
    }
}
