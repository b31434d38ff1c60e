package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.testing.FakeStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two ends and more on a good network. */
class CallTest {

    @Test
    void whatIsPublishedArrivesWhole() {
        try (Call call = new Call(1)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(sender);
            call.awaitConnected(viewer);

            call.run(Duration.ofSeconds(10));

            FakeStream video = viewer.video(subscription);
            assertThat(video.frames().startsWithKeyframe()).isTrue();
            assertThat(video.frames().whole()).isGreaterThan(280);
            assertThat(video.frames().brokenUpTo(video.frames().last() - 1)).isEmpty();
            assertThat(video.frames().corrupt()).isZero();
            assertThat(video.senderReports()).isGreaterThan(5);
            assertThat(viewer.audio(subscription).packets()).isGreaterThan(450);
            assertThat(viewer.peer.unknown()).isZero();
            assertThat(call.simulation.count(MediaCounter.DISCARDED_UNAUTHENTICATED))
                    .isZero();
        }
    }

    @Test
    void aLateJoinerStartsWithAKeyframe() {
        try (Call call = new Call(2)) {
            Call.Sender sender = call.sender();
            call.awaitConnected(sender);
            call.run(Duration.ofSeconds(5));
            Call.Viewer late = call.viewer();

            Subscription subscription = late.subscribe(sender);
            call.awaitConnected(late);
            long joined = call.simulation.now();
            call.await(() -> late.video(subscription).frames().whole() > 0, "a first frame");

            assertThat(late.video(subscription).frames().startsWithKeyframe()).isTrue();
            assertThat(Duration.ofNanos(call.simulation.now() - joined)).isLessThan(Duration.ofMillis(500));
        }
    }

    @Test
    void everyViewerGetsEveryStream() {
        try (Call call = new Call(3)) {
            Call.Sender one = call.sender();
            Call.Sender other = call.sender();
            Call.Viewer viewer = call.viewer();
            Call.Viewer another = call.viewer();
            Subscription first = viewer.subscribe(one);
            Subscription second = viewer.subscribe(other);
            Subscription third = another.subscribe(one);
            call.awaitConnected(viewer);
            call.awaitConnected(another);

            call.run(Duration.ofSeconds(3));

            assertThat(viewer.video(first).frames().whole()).isGreaterThan(60);
            assertThat(viewer.video(second).frames().whole()).isGreaterThan(60);
            assertThat(another.video(third).frames().whole()).isGreaterThan(60);
        }
    }

    @Test
    void changesWhileAnOfferIsOutAreGatheredIntoTheNext() {
        try (Call call = new Call(4)) {
            Call.Sender one = call.sender();
            Call.Sender two = call.sender();
            Call.Sender three = call.sender();
            Call.Viewer viewer = call.viewer();
            viewer.answers = false;

            viewer.subscribe(one);
            viewer.subscribe(two);
            viewer.subscribe(three);
            assertThat(viewer.offers).hasSize(1);
            viewer.answer();
            call.run(Duration.ofMillis(10));

            assertThat(viewer.offers).hasSize(2);
            assertThat(viewer.offers.getLast().subscriptions()).hasSize(3);
        }
    }

    @Test
    void aPublisherThatClosesEndsItsSubscriptions() {
        try (Call call = new Call(5)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            viewer.subscribe(sender);
            call.awaitConnected(sender);
            call.awaitConnected(viewer);

            sender.peer.close();
            call.await(() -> sender.states.contains(PeerState.CLOSED), "the publication is closed");
            call.run(Duration.ofMillis(50));

            assertThat(viewer.offers.getLast().subscriptions()).isEmpty();
            assertThat(viewer.states).doesNotContain(PeerState.CLOSED);
        }
    }

    @Test
    void aReceiverThatClosesCostsNobodyElse() {
        try (Call call = new Call(6)) {
            Call.Sender sender = call.sender();
            Call.Viewer leaving = call.viewer();
            Call.Viewer staying = call.viewer();
            leaving.subscribe(sender);
            Subscription subscription = staying.subscribe(sender);
            call.awaitConnected(leaving);
            call.awaitConnected(staying);

            leaving.receiver.close();
            call.run(Duration.ofSeconds(2));

            assertThat(leaving.states).endsWith(PeerState.CLOSED);
            int last = staying.video(subscription).frames().last();
            assertThat(staying.video(subscription).frames().brokenUpTo(last - 1))
                    .isEmpty();
            assertThat(sender.states).last().isEqualTo(PeerState.CONNECTED);
        }
    }

    @Test
    void videoSwitchedOffStopsAndComesBackWithAKeyframe() {
        try (Call call = new Call(7)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(viewer);
            call.run(Duration.ofSeconds(2));

            subscription.video(false);
            call.run(Duration.ofMillis(100));
            int frames = viewer.video(subscription).frames().whole();
            int audio = viewer.audio(subscription).packets();
            call.run(Duration.ofSeconds(1));
            assertThat(viewer.video(subscription).frames().whole()).isEqualTo(frames);
            assertThat(viewer.audio(subscription).packets()).isGreaterThan(audio + 40);

            int keyframes = viewer.video(subscription).frames().keyframes();
            subscription.video(true);
            call.run(Duration.ofSeconds(1));
            assertThat(viewer.video(subscription).frames().whole()).isGreaterThan(frames + 20);
            assertThat(viewer.video(subscription).frames().keyframes()).isGreaterThan(keyframes);
        }
    }

    @Test
    void aClosedSessionClosesItsPeers() {
        try (Call call = new Call(8)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            viewer.subscribe(sender);
            call.awaitConnected(viewer);

            call.session.close();
            call.simulation.settle();

            assertThat(sender.states).endsWith(PeerState.CLOSED);
            assertThat(viewer.states).endsWith(PeerState.CLOSED);
            assertThat(call.simulation.count(MediaCounter.PEERS_OPENED))
                    .isEqualTo(call.simulation.count(MediaCounter.PEERS_CLOSED));
        }
    }
}
