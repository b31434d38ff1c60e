package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.congestion.BandwidthEstimator;
import dev.roomjar.media.testing.FakeReceiver.Feedback;
import dev.roomjar.media.testing.FakeStream;
import dev.roomjar.media.testing.LinkConditions;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server knows of the bandwidth towards its receivers, through the whole of it. The stream has about 1.6 Mbit/s. */
class BandwidthTest {
    private static final LinkConditions GOOD = LinkConditions.GOOD;

    private static BandwidthEstimator bandwidth(Call.Viewer viewer) {
        return ((LiveReceiver) viewer.receiver).media.bandwidth();
    }

    private static long estimate(Call call, Call.Viewer viewer) {
        return bandwidth(viewer).bitsPerSecond(call.simulation.now());
    }

    private static LinkConditions capacity(long bitsPerSecond) {
        return GOOD.bitsPerSecond(bitsPerSecond).queue(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102})
    void probesFindWhatIsWantedAndAreSeenByNoDecoder(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            call.simulation.conditions(viewer.peer, GOOD, capacity(8_000_000));
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(viewer);

            call.run(Duration.ofSeconds(10));

            assertThat(estimate(call, viewer)).isBetween(2_000_000L, 6_000_000L);
            assertThat(bandwidth(viewer).lossFraction()).isZero();
            assertThat(bandwidth(viewer).roundTripNanos()).isBetween(20_000_000L, 80_000_000L);
            long padding = call.simulation.count(MediaCounter.RTP_PADDING);
            assertThat(padding).isBetween(1L, 60L);
            FakeStream video = viewer.video(subscription);
            assertThat(video.frames().corrupt()).isZero();
            assertThat(video.frames().brokenUpTo(video.frames().last() - 5)).isEmpty();
            assertThat(viewer.peer.unknown()).isZero();

            call.run(Duration.ofSeconds(20));
            assertThat(call.simulation.count(MediaCounter.RTP_PADDING))
                    .as("padding once all that is wanted is known to fit")
                    .isEqualTo(padding);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {111})
    void nothingIsPaddedForWhomSoundIsEnough(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            viewer.subscribe(sender).video(false);
            call.awaitConnected(viewer);

            call.run(Duration.ofSeconds(10));

            assertThat(call.simulation.count(MediaCounter.RTP_PADDING)).isZero();
            assertThat(call.simulation.count(MediaCounter.BANDWIDTH_FEEDBACK)).isGreaterThan(30);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {121, 122})
    void aNarrowPathShowsAndItsNeighbourNoticesNothing(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            Call.Viewer narrow = call.viewer();
            Call.Viewer wide = call.viewer();
            narrow.subscribe(sender);
            wide.subscribe(sender);
            call.simulation.conditions(narrow.peer, GOOD, capacity(1_000_000));
            call.awaitConnected(narrow);
            call.awaitConnected(wide);

            call.run(Duration.ofSeconds(20));
            long undisturbed = estimate(call, wide);

            assertThat(estimate(call, narrow)).isBetween(400_000L, 1_100_000L);
            assertThat(undisturbed).isGreaterThan(1_600_000);
            assertThat(bandwidth(wide).lossFraction()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {131})
    void feedbackThatIsLostForTwoSecondsChangesNothing(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            viewer.subscribe(sender);
            call.awaitConnected(viewer);
            call.run(Duration.ofSeconds(15));
            long before = estimate(call, viewer);

            viewer.peer.loseArrivals(true);
            call.run(Duration.ofSeconds(2));
            viewer.peer.loseArrivals(false);
            call.run(Duration.ofSeconds(1));

            assertThat(estimate(call, viewer)).isCloseTo(before, Percentage.withPercentage(15));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {135, 136})
    void jitterThatReordersIsNotTakenForAQueue(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            viewer.subscribe(sender);
            call.simulation.conditions(viewer.peer, GOOD, GOOD.delay(Duration.ofMillis(30), Duration.ofMillis(40)));
            call.awaitConnected(viewer);

            call.run(Duration.ofSeconds(20));

            assertThat(estimate(call, viewer)).isGreaterThan(1_400_000);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {141})
    void aReceiverThatEstimatesByItselfIsBelieved(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            viewer.peer.feedback(Feedback.ESTIMATES);
            viewer.peer.estimate(800_000);
            viewer.subscribe(sender);
            call.awaitConnected(viewer);

            call.run(Duration.ofSeconds(5));

            // An estimate has 18 significant bits.
            assertThat(estimate(call, viewer)).isCloseTo(800_000, Offset.offset(8L));
            assertThat(viewer.peer.timed())
                    .as("packets with the time of sending")
                    .isGreaterThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {151})
    void withReportsAloneLossDecides(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            Call.Viewer good = call.viewer();
            Call.Viewer bad = call.viewer();
            good.peer.feedback(Feedback.REPORTS);
            bad.peer.feedback(Feedback.REPORTS);
            good.subscribe(sender);
            bad.subscribe(sender);
            call.simulation.conditions(bad.peer, GOOD, capacity(1_000_000));
            call.awaitConnected(good);
            call.awaitConnected(bad);

            call.run(Duration.ofSeconds(20));

            assertThat(estimate(call, good)).isBetween(1_200_000L, 3_000_000L);
            assertThat(estimate(call, bad)).isLessThan(estimate(call, good));
            assertThat(call.simulation.count(MediaCounter.VIDEO_PAUSED))
                    .as("a stream without layers that does not fit")
                    .isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Feedback.class)
    void everyKindOfReceiverSeesEverything(Feedback feedback) {
        try (Call call = new Call(161)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            viewer.peer.feedback(feedback);
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(viewer);

            call.run(Duration.ofSeconds(5));

            FakeStream video = viewer.video(subscription);
            assertThat(video.frames().brokenUpTo(video.frames().last() - 5)).isEmpty();
            assertThat(video.frames().whole()).isGreaterThan(120);
        }
    }
}
