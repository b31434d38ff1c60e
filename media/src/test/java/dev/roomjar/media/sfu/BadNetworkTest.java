package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.PeerState;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.testing.FakeStream;
import dev.roomjar.media.testing.LinkConditions;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the network does to a call, and how it is mended. */
class BadNetworkTest {
    private static final LinkConditions GOOD = LinkConditions.GOOD;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void tenPercentLossEachWayKeepsAllFramesWhole(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(sender);
            call.awaitConnected(viewer);
            call.run(Duration.ofMillis(500));
            call.simulation.conditions(sender.peer, GOOD.loss(0.1), GOOD.loss(0.1));
            call.simulation.conditions(viewer.peer, GOOD.loss(0.1), GOOD.loss(0.1));

            call.run(Duration.ofSeconds(30));
            int last = viewer.video(subscription).frames().last();
            call.run(Duration.ofSeconds(1));

            FakeStream video = viewer.video(subscription);
            assertThat(video.frames().brokenUpTo(last)).isEmpty();
            assertThat(video.frames().whole()).isGreaterThan(890);
            assertThat(video.recovered()).isGreaterThan(300);
            assertThat(sender.peer.retransmitted()).isGreaterThan(300);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void jitterThatReordersAndDuplicatesLosesNothing(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(sender);
            call.awaitConnected(viewer);
            call.run(Duration.ofMillis(500));
            LinkConditions unsteady =
                    GOOD.delay(Duration.ofMillis(30), Duration.ofMillis(40)).duplicate(0.05);
            call.simulation.conditions(sender.peer, unsteady, unsteady);
            call.simulation.conditions(viewer.peer, unsteady, unsteady);

            call.run(Duration.ofSeconds(10));
            int last = viewer.video(subscription).frames().last();
            call.run(Duration.ofSeconds(1));

            assertThat(viewer.video(subscription).frames().brokenUpTo(last))
                    .as(
                            "first %s last %s given up %s",
                            viewer.video(subscription).frames().first(),
                            last,
                            viewer.video(subscription).givenUp())
                    .isEmpty();
            assertThat(viewer.video(subscription).frames().corrupt()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void burstsOfLossAreMendedByRetransmissionOrKeyframe(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(sender);
            call.awaitConnected(viewer);
            call.simulation.conditions(viewer.peer, GOOD, GOOD.burstLoss(0.1, Duration.ofMillis(150)));

            call.run(Duration.ofSeconds(20));
            call.simulation.conditions(viewer.peer, GOOD, GOOD);
            call.run(Duration.ofSeconds(2));
            int frames = viewer.video(subscription).frames().whole();
            call.run(Duration.ofSeconds(2));

            assertThat(frames).isGreaterThan(500);
            assertThat(viewer.video(subscription).frames().whole()).isGreaterThan(frames + 50);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41})
    void aPeerIsFollowedToItsNewAddress(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(sender);
            call.awaitConnected(viewer);
            call.run(Duration.ofSeconds(1));

            call.simulation.rebind(sender.peer);
            call.simulation.rebind(viewer.peer);
            call.run(Duration.ofSeconds(4));
            int frames = viewer.video(subscription).frames().whole();
            call.run(Duration.ofSeconds(1));

            assertThat(viewer.video(subscription).frames().whole()).isGreaterThan(frames + 25);
            assertThat(viewer.states).doesNotContain(PeerState.FAILED);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {51})
    void aPeerThatFallsSilentIsDisconnectedThenFailedThenClosed(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            call.awaitConnected(sender);

            sender.peer.silent(true);
            call.run(Duration.ofSeconds(40));

            assertThat(sender.states)
                    .containsExactly(PeerState.CONNECTED, PeerState.DISCONNECTED, PeerState.FAILED, PeerState.CLOSED);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {61})
    void aPeerThatComesBackIsConnectedAgain(long seed) {
        try (Call call = new Call(seed)) {
            Call.Sender sender = call.sender();
            call.awaitConnected(sender);

            sender.peer.silent(true);
            call.run(Duration.ofSeconds(15));
            sender.peer.silent(false);
            call.run(Duration.ofSeconds(1));

            assertThat(sender.states).containsExactly(PeerState.CONNECTED, PeerState.DISCONNECTED, PeerState.CONNECTED);
        }
    }
}
