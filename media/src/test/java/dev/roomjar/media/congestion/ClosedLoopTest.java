package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.testing.LinkConditions;
import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate and an encoder that follows it, over paths of some capacity. */
class ClosedLoopTest {
    private static final LinkConditions GOOD =
            LinkConditions.GOOD.delay(Duration.ofMillis(25), Duration.ZERO).queue(Duration.ofMillis(500));

    private final Flow flow = new Flow();

    private long estimate(Path path) {
        return flow.estimator.bitsPerSecond(path.now);
    }

    private static LinkConditions capacity(long bitsPerSecond) {
        return GOOD.bitsPerSecond(bitsPerSecond);
    }

    /** Mean of the estimate over some seconds. */
    private double mean(Path path, double seconds) {
        double[] sum = new double[2];
        path.run(seconds, now -> {
            sum[0] += flow.estimator.bitsPerSecond(now);
            sum[1]++;
        });
        return sum[0] / sum[1];
    }

    @ParameterizedTest
    @ValueSource(longs = {300_000, 1_000_000, 2_000_000, 5_000_000})
    void theEstimateConvergesToTheCapacityAndTheQueueStaysShort(long capacity) {
        Path path = new Path(1, capacity(capacity), flow);

        path.run(5);
        flow.longestDelay = 0;
        long arrivedBefore = flow.arrivedBits;

        assertThat(mean(path, 25)).isCloseTo((double) capacity, Percentage.withPercentage(15));
        assertThat((flow.arrivedBits - arrivedBefore) / 25.0).isGreaterThan(0.85 * capacity);
        assertThat(Duration.ofNanos(flow.longestDelay)).isLessThan(Duration.ofMillis(25 + 225));
        assertThat(flow.estimator.lossFraction()).isZero();
    }

    @Test
    void twoMegabitsAreFoundWithinOneSecond() {
        Path path = new Path(2, capacity(2_000_000), flow);

        path.run(1);

        assertThat(estimate(path)).isGreaterThan(1_600_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void aDropIsFollowedWithinThreeSecondsAndTheRecoveryWithinTen(long seed) {
        Path path = new Path(seed, capacity(2_000_000), flow);
        path.run(10);

        path.conditions(capacity(300_000));
        path.run(3);
        assertThat(estimate(path)).as("three seconds after the drop").isLessThan(330_000);
        path.run(2);
        flow.longestDelay = 0;
        assertThat(mean(path, 15)).isCloseTo(300_000, Percentage.withPercentage(20));
        assertThat(Duration.ofNanos(flow.longestDelay)).isLessThan(Duration.ofMillis(25 + 275));

        path.conditions(capacity(2_000_000));
        path.run(10);
        assertThat(estimate(path)).as("ten seconds after the recovery").isGreaterThan(1_600_000);
    }

    @ParameterizedTest
    @CsvSource({"6, 0.05", "7, 0.05", "8, 0.1", "9, 0.2"})
    void randomLossWithFlatDelayDoesNotCollapseTheEstimate(long seed, double loss) {
        Path path = new Path(seed, capacity(2_000_000).loss(loss), flow);

        path.run(20);

        assertThat(mean(path, 20)).isGreaterThan(1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"21, 0.05", "22, 0.1", "23, 0.1", "24, 0.15"})
    void aLargePictureSurvivesRandomLossOnAWidePath(long seed, double loss) {
        flow.layers = new long[] {150_000, 500_000, 1_500_000, 3_000_000};
        flow.most = 3_000_000;
        flow.estimator.desire(3_750_000);
        Path path = new Path(seed, capacity(5_000_000), flow);
        path.run(10);

        path.conditions(capacity(5_000_000).loss(loss));

        long[] lowest = {Long.MAX_VALUE};
        path.run(40, now -> lowest[0] = Math.min(lowest[0], flow.estimator.bitsPerSecond(now)));
        assertThat(lowest[0]).as("the lowest estimate").isGreaterThan(1_500_000);
        assertThat(mean(path, 10)).as("once the loss is known").isGreaterThan(3_000_000);
    }

    @ParameterizedTest
    @CsvSource({"31, 0.1", "32, 0.15", "33, 0.2"})
    void lossFromTheFirstPacketOnDoesNotKeepAVideoAtItsSmallest(long seed, double loss) {
        flow.layers = new long[] {130_000, 500_000, 1_500_000};
        flow.most = 1_500_000;
        flow.estimator.desire(1_900_000);
        Path path = new Path(seed, capacity(1_000_000).loss(loss), flow);
        path.run(15);

        assertThat(mean(path, 30)).isGreaterThan(700_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void randomLossLeavesWhoeverSendsLittleWhatHeSends(long seed) {
        flow.most = 250_000;
        flow.estimator.desire(250_000);
        Path path = new Path(seed, capacity(2_000_000), flow);
        path.run(10);

        path.conditions(capacity(2_000_000).loss(0.1));

        assertThat(mean(path, 40)).isGreaterThan(400_000);
    }

    @ParameterizedTest
    @CsvSource({"51, 0", "52, 0.05", "53, 0.05", "54, 0.1"})
    void aNarrowPathWithAShortQueueIsFilledAndNotOverrun(long seed, double loss) {
        LinkConditions narrow = capacity(300_000).queue(Duration.ofMillis(35)).loss(loss);
        Path path = new Path(seed, narrow, flow);
        path.run(10);
        long sent = flow.sentBits;
        long arrived = flow.arrivedBits;

        assertThat(mean(path, 40)).isCloseTo(300_000, Percentage.withPercentage(20));
        assertThat((double) (flow.arrivedBits - arrived) / (flow.sentBits - sent))
                .as("share that arrives")
                .isGreaterThan(0.96 - loss);
    }

    @ParameterizedTest
    @CsvSource({"61, 0.1", "62, 0.2", "63, 0.4"})
    void tenSecondsAfterAnEpisodeOfLossAllIsAsBefore(long seed, double loss) {
        Path path = new Path(seed, capacity(2_000_000), flow);
        path.run(10);
        path.conditions(capacity(2_000_000).loss(loss));
        path.run(30);

        path.conditions(capacity(2_000_000));
        path.run(10);

        assertThat(estimate(path)).isGreaterThan(1_600_000);
    }

    @Test
    void aPathThatDropsWhatExceedsItsRateIsNotOverrunForLong() {
        // Little more queue than a frame needs, so that loss is the only sign.
        Path path = new Path(10, capacity(1_000_000).queue(Duration.ofMillis(35)), flow);

        path.run(10);
        long sent = flow.sentBits;
        long arrived = flow.arrivedBits;
        path.run(20);

        assertThat((double) (flow.arrivedBits - arrived) / (flow.sentBits - sent))
                .as("share that arrives")
                .isGreaterThan(0.9);
        assertThat(flow.arrivedBits - arrived).isGreaterThan(20 * 600_000L);
    }

    @Test
    void lostFeedbackForTwoSecondsChangesLittle() {
        Path path = new Path(11, capacity(2_000_000), flow);
        path.run(10);
        long before = estimate(path);

        flow.feedbackLost = true;
        path.run(2);
        flow.feedbackLost = false;
        assertThat(estimate(path)).as("while it is lost").isCloseTo(before, Percentage.withPercentage(3));
        path.run(3);

        assertThat(estimate(path)).isCloseTo(2_000_000, Percentage.withPercentage(20));
    }

    @Test
    void whereFeedbackStopsForGoodLittleIsSent() {
        Path path = new Path(12, capacity(2_000_000), flow);
        path.run(10);

        flow.feedbackLost = true;
        path.run(20);

        assertThat(estimate(path)).isEqualTo(BandwidthLimits.DEFAULT.minimum());
    }

    @Test
    void jitterAloneDoesNotCollapseTheEstimate() {
        Path path = new Path(13, capacity(2_000_000).delay(Duration.ofMillis(25), Duration.ofMillis(15)), flow);

        path.run(20);

        assertThat(mean(path, 20)).isGreaterThan(800_000);
    }

    @Test
    void layersOfAVideoAreClimbedByProbes() {
        flow.layers = new long[] {150_000, 500_000, 1_500_000, 3_000_000};
        flow.most = 3_000_000;
        flow.estimator.desire(3_000_000);
        Path path = new Path(14, capacity(5_000_000), flow);

        path.run(2);

        assertThat(flow.rate(path.now)).isEqualTo(3_000_000);
        long padding = flow.paddingBits;
        path.run(30);
        assertThat(flow.paddingBits).as("padding once everything is sent").isEqualTo(padding);
        assertThat(estimate(path)).isLessThan(5_000_000);
    }

    @Test
    void probesForALayerThatDoesNotFitCostLittle() {
        flow.layers = new long[] {150_000, 500_000, 1_500_000};
        flow.most = 1_500_000;
        flow.estimator.desire(1_500_000);
        Path path = new Path(15, capacity(800_000), flow);
        path.run(5);
        flow.longestDelay = 0;
        long paddingBefore = flow.paddingBits;

        path.run(30);

        assertThat(flow.rate(path.now)).isEqualTo(500_000);
        assertThat((flow.paddingBits - paddingBefore) / 30)
                .as("bits of padding per second")
                .isLessThan(15_000);
        assertThat(Duration.ofNanos(flow.longestDelay)).isLessThan(Duration.ofMillis(125));
    }

    @Test
    void nothingIsPaddedWhereNothingIsWantedOrSent() {
        Path path = new Path(16, capacity(5_000_000), flow);
        flow.most = 200_000;
        flow.estimator.desire(200_000);
        path.run(10);
        assertThat(flow.paddingBits).isZero();

        flow.most = 0;
        path.run(0.5);
        flow.estimator.desire(10_000_000);
        path.run(10);
        assertThat(flow.paddingBits).isZero();
    }

    @Test
    void littleSentNeitherCollapsesNorRaisesTheEstimate() {
        Path path = new Path(17, capacity(2_000_000), flow);
        path.run(10);
        long before = estimate(path);

        flow.most = 60_000;
        flow.estimator.desire(60_000);
        path.run(60);

        assertThat(estimate(path)).isBetween(before / 2, before * 11 / 10);
    }

    @Test
    void flowsThatShareAPathAndProbeItStarveNeitherNorTheQueue() {
        Flow other = new Flow();
        Path path = new Path(18, capacity(3_000_000), flow, other);
        path.run(20);
        flow.longestDelay = 0;
        long mine = flow.arrivedBits;
        long theirs = other.arrivedBits;

        path.run(60);

        assertThat(flow.arrivedBits - mine).isGreaterThan(60 * 450_000L);
        assertThat(other.arrivedBits - theirs).isGreaterThan(60 * 450_000L);
        assertThat(flow.arrivedBits - mine + other.arrivedBits - theirs).isGreaterThan(60 * 2_200_000L);
        assertThat(Duration.ofNanos(flow.longestDelay)).isLessThan(Duration.ofMillis(25 + 400));
    }
}
