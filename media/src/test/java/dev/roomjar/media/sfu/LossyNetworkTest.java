package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.Subscription;
import dev.roomjar.media.testing.FakePeer;
import dev.roomjar.media.testing.FrameLog;
import dev.roomjar.media.testing.LinkConditions;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a video is seen, and how long it stands still, on networks that lose, delay, reorder and double packets. */
class LossyNetworkTest {
    private static final LinkConditions ROUND_TRIP_50 = LinkConditions.GOOD.delay(Duration.ofMillis(25), Duration.ZERO);
    private static final Duration TIME = Duration.ofSeconds(20);

    /** One publisher and one viewer who both have a round trip of 50 ms, connected and playing. */
    private static final class Playing implements AutoCloseable {
        final Call call;
        final Call.Sender sender;
        final Call.Viewer viewer;
        final Subscription subscription;

        Playing(long seed) {
            call = new Call(seed);
            sender = call.sender();
            viewer = call.viewer();
            subscription = viewer.subscribe(sender);
            call.awaitConnected(sender);
            call.awaitConnected(viewer);
            on(sender.peer, ROUND_TRIP_50);
            on(viewer.peer, ROUND_TRIP_50);
            call.run(Duration.ofSeconds(1));
            frames().measureFrom(call.simulation.now());
        }

        void on(FakePeer peer, LinkConditions both) {
            call.simulation.conditions(peer, both, both);
        }

        FakePeer end(String side) {
            return side.equals("publisher") ? sender.peer : viewer.peer;
        }

        FrameLog frames() {
            return viewer.video(subscription).frames();
        }

        /** Plays for so long and tells the share of frames that were decoded meanwhile. */
        double play(Duration time) {
            int sent = sender.peer.frames();
            int decoded = frames().decoded();
            call.run(time);
            return (double) (frames().decoded() - decoded) / (sender.peer.frames() - sent);
        }

        Duration longestGap() {
            return frames().longestGap(call.simulation.now());
        }

        @Override
        public void close() {
            call.close();
        }
    }

    @ParameterizedTest(name = "{1} on the side of the {2}")
    @CsvSource({
        "301, 0.05, publisher, 0.98, 400", "302, 0.10, publisher, 0.98, 500", "303, 0.20, publisher, 0.95, 1300",
        "304, 0.05, receiver,  0.98, 400", "305, 0.10, receiver,  0.98, 500", "306, 0.20, receiver,  0.92, 1300",
    })
    void randomLossEachWayIsHardlySeen(long seed, double loss, String side, double decoded, long gap) {
        try (Playing playing = new Playing(seed)) {
            playing.on(playing.end(side), ROUND_TRIP_50.loss(loss));

            double share = playing.play(TIME);

            assertThat(share).as("share decoded").isGreaterThanOrEqualTo(decoded);
            assertThat(playing.longestGap()).isLessThan(Duration.ofMillis(gap));
        }
    }

    @ParameterizedTest(name = "{1} on the side of the {2}")
    @CsvSource({
        "311, 0.05, publisher, 0.94, 1200", "312, 0.10, publisher, 0.88, 1800", "313, 0.20, publisher, 0.70, 3500",
        "314, 0.05, receiver,  0.94, 1200", "315, 0.10, receiver,  0.88, 1800", "316, 0.20, receiver,  0.60, 4000",
    })
    void burstsOfLossAreSeenAsShortPauses(long seed, double loss, String side, double decoded, long gap) {
        try (Playing playing = new Playing(seed)) {
            playing.on(playing.end(side), ROUND_TRIP_50.burstLoss(loss, Duration.ofMillis(100)));

            double share = playing.play(TIME);

            assertThat(share).as("share decoded").isGreaterThanOrEqualTo(decoded);
            assertThat(playing.longestGap()).isLessThan(Duration.ofMillis(gap));
        }
    }

    @ParameterizedTest(name = "{1} ms on the side of the {2}")
    @CsvSource({"321, 100, publisher", "322, 300, publisher", "323, 100, receiver", "324, 300, receiver"})
    void jitterThatReordersLosesNoFrameAndBringsFewNeedlessRetransmissions(long seed, long jitter, String side) {
        try (Playing playing = new Playing(seed)) {
            playing.on(playing.end(side), ROUND_TRIP_50.delay(Duration.ofMillis(25), Duration.ofMillis(jitter)));

            playing.play(Duration.ofSeconds(5));
            int again = playing.sender.peer.retransmitted();
            double share = playing.play(TIME);

            assertThat(share).isGreaterThan(0.98);
            assertThat(playing.longestGap()).isLessThan(Duration.ofMillis(jitter + 200));
            assertThat(playing.sender.peer.retransmitted() - again)
                    .as("of 3,200 packets, once the network is known")
                    .isLessThan(160);
        }
    }

    @ParameterizedTest(name = "on the side of the {1}")
    @CsvSource({"331, publisher", "332, receiver"})
    void duplicatesAreSeenByNobody(long seed, String side) {
        try (Playing playing = new Playing(seed)) {
            playing.on(playing.end(side), ROUND_TRIP_50.duplicate(0.3));

            double share = playing.play(TIME);

            assertThat(share).isGreaterThan(0.99);
            assertThat(playing.viewer.video(playing.subscription).duplicates())
                    .as("SRTP drops what the receiver's network doubles, the server what the publisher's does")
                    .isZero();
        }
    }

    @ParameterizedTest(name = "of the {1}")
    @CsvSource({"341, publisher", "342, receiver"})
    void aNewAddressBehindANatInterruptsForNoLongerThanTheNextCheck(long seed, String side) {
        try (Playing playing = new Playing(seed)) {
            playing.call.simulation.rebind(playing.end(side));

            playing.play(Duration.ofSeconds(10));

            // Fake peers check each 2.5 s, as browsers do at most.
            assertThat(playing.longestGap()).isLessThan(Duration.ofMillis(3_200));
            playing.frames().measureFrom(playing.call.simulation.now());
            assertThat(playing.play(Duration.ofSeconds(5))).isGreaterThan(0.99);
        }
    }

    @ParameterizedTest(name = "of the {1}")
    @CsvSource({"351, publisher", "352, receiver"})
    void fiveSecondsWithoutNetworkEndWithAPictureWithinASecond(long seed, String side) {
        try (Playing playing = new Playing(seed)) {
            playing.on(playing.end(side), ROUND_TRIP_50.loss(1));
            playing.play(Duration.ofSeconds(5));
            playing.on(playing.end(side), ROUND_TRIP_50);

            playing.play(Duration.ofSeconds(5));

            assertThat(playing.longestGap()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(6_500));
            playing.frames().measureFrom(playing.call.simulation.now());
            assertThat(playing.play(Duration.ofSeconds(5))).isGreaterThan(0.99);
        }
    }
}
