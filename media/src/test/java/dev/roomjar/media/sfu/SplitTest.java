package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.SessionListener;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.Wishes;
import dev.roomjar.media.Wishes.Priority;
import dev.roomjar.media.testing.FakeStream;
import dev.roomjar.media.testing.LinkConditions;
import dev.roomjar.media.testing.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session on two loops: everybody is at home until they are told to go elsewhere. */
class SplitTest {
    private static final Wishes UNSEEN = new Wishes(640, 480, 30, Priority.NORMAL, false);

    private final Simulation simulation = new Simulation(401, 2, Placement.DEFAULT);
    private final Call call = new Call(simulation, SessionListener.NONE, MediaSession.AUDIBLE_AT_ONCE);

    @AfterEach
    void nothingWasCutOff() {
        assertThat(simulation.count(MediaCounter.PEERS_FAULTED)).isZero();
        call.close();
    }

    /** From here on newcomers go to the second loop. */
    private void homeIsBusy(boolean busy) {
        simulation.sfu(0).load(busy ? 0.75 : 0.1, simulation.now());
    }

    private Call.Viewer viewerElsewhere() {
        homeIsBusy(true);
        Call.Viewer viewer = call.viewer();
        homeIsBusy(false);
        assertThat(((LiveReceiver) viewer.receiver).sfu).isSameAs(simulation.sfu(1));
        return viewer;
    }

    @Test
    void aReceiverElsewhereGetsEverythingOnceAndInOrderThoughItIsDecryptedOnce() {
        Call.Sender sender = call.sender();
        Call.Viewer here = call.viewer();
        Call.Viewer there = viewerElsewhere();
        Subscription one = here.subscribe(sender);
        Subscription other = there.subscribe(sender);
        call.awaitConnected(here);
        call.awaitConnected(there);
        call.run(Duration.ofSeconds(5));

        for (FakeStream video : List.of(here.video(one), there.video(other))) {
            assertThat(video.frames().startsWithKeyframe()).isTrue();
            assertThat(video.frames().whole()).isGreaterThan(140);
            assertThat(video.frames().brokenUpTo(video.frames().last() - 1)).isEmpty();
            assertThat(video.frames().corrupt()).isZero();
            assertThat(video.missing() + video.recovered() + video.duplicates()).isZero();
            assertThat(video.senderReports()).isPositive();
        }
        FakeStream audio = there.audio(other);
        assertThat(audio.packets()).isGreaterThan(240);
        assertThat(audio.missing() + audio.duplicates()).isZero();
        assertThat(there.video(other).packets() - here.video(one).packets()).isBetween(-300, 300);
        assertThat(simulation.count(MediaCounter.RTP_RECEIVED))
                .isLessThanOrEqualTo(sender.peer.videoPackets() + sender.peer.audioPackets());
        assertThat(simulation.count(MediaCounter.CROSSED)).isGreaterThan(1_000);
        assertThat(simulation.count(MediaCounter.PLACED_ELSEWHERE)).isEqualTo(1);
    }

    @Test
    void whatAReceiverElsewhereLosesIsSentAgainThere() {
        Call.Sender sender = call.sender();
        Call.Viewer there = viewerElsewhere();
        Subscription subscription = there.subscribe(sender);
        call.awaitConnected(there);
        simulation.conditions(there.peer, LinkConditions.GOOD, LinkConditions.GOOD.loss(0.1));
        call.run(Duration.ofSeconds(5));
        simulation.conditions(there.peer, LinkConditions.GOOD, LinkConditions.GOOD);
        call.run(Duration.ofSeconds(1));

        FakeStream video = there.video(subscription);
        assertThat(video.recovered()).isGreaterThan(40);
        assertThat(video.frames().brokenUpTo(video.frames().last() - 10)).isEmpty();
        assertThat(sender.peer.retransmitted()).isZero();
    }

    @Test
    void whatIsLostOnTheWayInIsRepairedForBothLoops() {
        Call.Sender sender = call.sender();
        Call.Viewer here = call.viewer();
        Call.Viewer there = viewerElsewhere();
        Subscription one = here.subscribe(sender);
        Subscription other = there.subscribe(sender);
        call.awaitConnected(here);
        call.awaitConnected(there);
        simulation.conditions(sender.peer, LinkConditions.GOOD.loss(0.05), LinkConditions.GOOD);
        call.run(Duration.ofSeconds(5));
        simulation.conditions(sender.peer, LinkConditions.GOOD, LinkConditions.GOOD);
        call.run(Duration.ofSeconds(1));

        for (FakeStream video : List.of(here.video(one), there.video(other))) {
            assertThat(video.frames().brokenUpTo(video.frames().last() - 10)).isEmpty();
        }
        assertThat(sender.peer.retransmitted()).isPositive();
    }

    @Test
    void aKeyframeRequestFromElsewhereReachesThePublisher() {
        Call.Sender sender = call.sender();
        Call.Viewer there = viewerElsewhere();
        Subscription subscription = there.subscribe(sender);
        call.awaitConnected(there);
        call.run(Duration.ofSeconds(3));
        int before = sender.peer.keyframes();

        there.peer.requestKeyframe(there.mids(subscription).videoMid());
        call.run(Duration.ofMillis(300));

        assertThat(sender.peer.keyframes()).isEqualTo(before + 1);
        assertThat(there.video(subscription).frames().keyframes()).isEqualTo(2);
    }

    @Test
    void whatIsWantedOfThePublisherIsWhatAnyLoopWants() {
        Call.Sender sender = call.sender();
        Call.Viewer here = call.viewer();
        Call.Viewer there = viewerElsewhere();
        Subscription one = here.subscribe(sender);
        Subscription other = there.subscribe(sender);
        call.awaitConnected(here);
        call.awaitConnected(there);
        call.run(Duration.ofSeconds(2));

        one.wishes(UNSEEN);
        call.run(Duration.ofSeconds(6));
        assertThat(sender.wanted).as("watched elsewhere").isEmpty();
        other.wishes(UNSEEN);
        call.run(Duration.ofSeconds(6));
        assertThat(sender.wanted).containsExactly(-1);
        other.wishes(Wishes.EVERYTHING);
        call.run(Duration.ofMillis(300));
        assertThat(sender.wanted).containsExactly(-1, 0);
        there.receiver.close();
        call.run(Duration.ofSeconds(6));
        assertThat(sender.wanted).containsExactly(-1, 0, -1);
    }

    @Test
    void aPublicationThatEndsEndsElsewhereToo() {
        Call.Sender sender = call.sender();
        Call.Viewer there = viewerElsewhere();
        Subscription subscription = there.subscribe(sender);
        call.awaitConnected(there);
        String mid = there.mids(subscription).videoMid();
        assertThat(there.offers.getLast().sdp()).contains("a=sendonly");

        sender.publication.close();
        call.run(Duration.ofSeconds(1));

        assertThat(there.offers.getLast().subscriptions()).isEmpty();
        assertThat(there.offers.getLast().sdp()).contains("a=mid:" + mid).doesNotContain("a=sendonly");
        assertThatThrownBy(() -> there.subscribe(sender))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(MediaException.class)
                .hasMessageContaining("is closed");
        assertThat(simulation.sfu(1).census().deadlines()).as("the receiver's").isEqualTo(1);
    }

    @Test
    void withTheLastReceiverElsewhereTheCrossingEndsAndBeginsAgainWithTheNext() {
        Call.Sender sender = call.sender();
        Call.Viewer there = viewerElsewhere();
        Subscription subscription = there.subscribe(sender);
        call.awaitConnected(there);
        call.run(Duration.ofSeconds(1));

        subscription.close();
        call.run(Duration.ofMillis(100));
        long crossed = simulation.count(MediaCounter.CROSSED);
        call.run(Duration.ofSeconds(1));
        assertThat(simulation.count(MediaCounter.CROSSED)).isEqualTo(crossed);

        Subscription again = there.subscribe(sender);
        call.run(Duration.ofSeconds(1));
        assertThat(there.video(again).frames().startsWithKeyframe()).isTrue();
        assertThat(there.video(again).frames().whole()).isGreaterThan(20);
    }

    @Test
    void aLoopThatDoesNotKeepUpLosesPacketsAndRecovers() {
        List<Call.Sender> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            senders.add(call.sender());
        }
        Call.Viewer here = call.viewer();
        Call.Viewer there = viewerElsewhere();
        Subscription one = here.subscribe(senders.getFirst());
        List<Subscription> subscriptions =
                senders.stream().map(there::subscribe).toList();
        call.awaitConnected(here);
        call.awaitConnected(there);
        call.run(Duration.ofSeconds(1));
        assertThat(simulation.count(MediaCounter.CROSSINGS_OVERFLOWED)).isZero();

        simulation.stall(1, true);
        call.run(Duration.ofSeconds(2));
        simulation.stall(1, false);
        assertThat(simulation.count(MediaCounter.CROSSINGS_OVERFLOWED)).isPositive();
        call.run(Duration.ofSeconds(2));
        there.peer.videos().forEach(video -> video.frames().measureFrom(simulation.now()));
        call.run(Duration.ofSeconds(2));

        for (Subscription subscription : subscriptions) {
            assertThat(there.video(subscription).frames().longestGap(simulation.now()))
                    .isLessThan(Duration.ofMillis(100));
            assertThat(there.audio(subscription).duplicates()).isZero();
        }
        FakeStream unharmed = here.video(one);
        assertThat(unharmed.frames().brokenUpTo(unharmed.frames().last() - 1)).isEmpty();
    }

    @Test
    void whatDidNotFitIsAskedForAgain() {
        Call.Sender sender = call.sender();
        Call.Viewer there = viewerElsewhere();
        Subscription subscription = there.subscribe(sender);
        call.awaitConnected(there);
        call.run(Duration.ofSeconds(2));
        int keyframes = sender.peer.keyframes();

        simulation.stall(1, true);
        call.await(() -> simulation.count(MediaCounter.CROSSINGS_OVERFLOWED) > 20, "the ring is full");
        simulation.stall(1, false);
        call.run(Duration.ofSeconds(2));

        FakeStream video = there.video(subscription);
        assertThat(video.frames().brokenUpTo(video.frames().last() - 10)).isEmpty();
        assertThat(sender.peer.keyframes()).isEqualTo(keyframes);
        assertThat(sender.peer.retransmitted()).isZero();
    }

    @Test
    void aSessionThatClosesEndsOnAllLoops() {
        Call.Sender sender = call.sender();
        Call.Viewer there = viewerElsewhere();
        there.subscribe(sender);
        call.awaitConnected(there);

        call.session.close();
        call.run(Duration.ofSeconds(1));

        for (int loop = 0; loop < 2; loop++) {
            assertThat(simulation.sfu(loop).census()).isEqualTo(new Sfu.Census(0, 0, 0, 0, 0));
        }
    }
}
