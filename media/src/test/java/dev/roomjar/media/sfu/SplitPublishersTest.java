package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Player;
import dev.roomjar.media.Publication;
import dev.roomjar.media.PublicationListener;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.Wishes;
import dev.roomjar.media.Wishes.Priority;
import dev.roomjar.media.testing.FakePublisher;
import dev.roomjar.media.testing.FakeReceiver;
import dev.roomjar.media.testing.FakeSimulcastPublisher;
import dev.roomjar.media.testing.FakeStream;
import dev.roomjar.media.testing.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session on two loops whose publishers live on either, with layers, players and many voices. */
class SplitPublishersTest {
    private static final FakePublisher.Media AUDIO_ONLY = new FakePublisher.Media(0, 0, 120);
    private static final int VOICE = 30;
    private static final int SILENCE = 127;

    private final Simulation simulation = new Simulation(402, 2, Placement.DEFAULT);
    private final List<List<String>> told = new ArrayList<>();
    private final Call call = new Call(simulation, told::add, 2);

    @AfterEach
    void nothingWasCutOff() {
        assertThat(simulation.count(MediaCounter.PEERS_FAULTED)).isZero();
        call.close();
    }

    /** From here on newcomers go to the second loop. */
    private void homeIsBusy(boolean busy) {
        simulation.sfu(0).load(busy ? 0.75 : 0.1, simulation.now());
    }

    @Test
    void aPublisherElsewhereIsSeenAtHomeAndBesideIt() {
        homeIsBusy(true);
        Call.Sender sender = call.sender();
        Call.Viewer there = call.viewer();
        homeIsBusy(false);
        Call.Viewer here = call.viewer();
        assertThat(((LivePublication) sender.publication).sfu).isSameAs(simulation.sfu(1));
        Subscription one = here.subscribe(sender);
        Subscription other = there.subscribe(sender);
        call.awaitConnected(here);
        call.awaitConnected(there);
        call.run(Duration.ofSeconds(3));

        for (FakeStream video : List.of(here.video(one), there.video(other))) {
            assertThat(video.frames().whole()).isGreaterThan(80);
            assertThat(video.frames().brokenUpTo(video.frames().last() - 1)).isEmpty();
        }
        for (FakeStream audio : List.of(here.audio(one), there.audio(other))) {
            assertThat(audio.packets()).isGreaterThan(140);
            assertThat(audio.missing()).isZero();
        }
        sender.publication.close();
        call.run(Duration.ofSeconds(1));
        assertThat(here.offers.getLast().subscriptions()).isEmpty();
        assertThat(there.offers.getLast().subscriptions()).isEmpty();
    }

    @Test
    void thereIsOneFloorForAllLoops() {
        List<Call.Sender> senders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            homeIsBusy(i % 2 == 0);
            senders.add(call.sender(AUDIO_ONLY));
        }
        homeIsBusy(true);
        Call.Viewer there = call.viewer();
        homeIsBusy(false);
        Call.Viewer here = call.viewer();
        List<Call.Viewer> viewers = List.of(here, there);
        List<List<Subscription>> subscriptions = viewers.stream()
                .map(viewer -> senders.stream().map(viewer::subscribe).toList())
                .toList();
        senders.forEach(call::awaitConnected);
        viewers.forEach(call::awaitConnected);
        senders.forEach(sender -> sender.peer.speak(SILENCE));
        call.run(Duration.ofSeconds(2));

        for (int round = 0; round < 10; round++) {
            int speaking = round % 5;
            senders.get(speaking).peer.speak(VOICE);
            long[] before = heard(viewers, subscriptions, speaking);
            call.run(Duration.ofSeconds(3));
            senders.get(speaking).peer.speak(SILENCE);
            long[] after = heard(viewers, subscriptions, speaking);

            assertThat(told.getLast().getFirst())
                    .isEqualTo(senders.get(speaking).publication.id());
            for (int i = 0; i < before.length; i += 2) {
                assertThat(after[i] - before[i])
                        .as("of 150 packets of who speaks")
                        .isGreaterThanOrEqualTo(145);
                assertThat(after[i + 1] - before[i + 1])
                        .as("two of five are forwarded")
                        .isLessThanOrEqualTo(312);
            }
        }
        for (int i = 0; i < viewers.size(); i++) {
            for (Subscription subscription : subscriptions.get(i)) {
                assertThat(viewers.get(i).audio(subscription).missing())
                        .as("numbers left out")
                        .isZero();
            }
        }
        Call.Sender last = senders.get(4);
        last.publication.close();
        call.run(Duration.ofSeconds(1));
        assertThat(told.getLast()).hasSize(4).doesNotContain(last.publication.id());
    }

    /** For each viewer the packets of one sender and those of all. */
    private static long[] heard(List<Call.Viewer> viewers, List<List<Subscription>> subscriptions, int sender) {
        long[] packets = new long[2 * viewers.size()];
        for (int i = 0; i < viewers.size(); i++) {
            Call.Viewer viewer = viewers.get(i);
            packets[2 * i] = viewer.audio(subscriptions.get(i).get(sender)).packets();
            packets[2 * i + 1] = viewer.peer.packets();
        }
        return packets;
    }

    @Test
    void layersAreChosenElsewhereAndThoseThatNobodyWatchesArePaused() {
        FakeSimulcastPublisher camera = simulation.simulcastPublisher();
        List<Integer> wanted = new ArrayList<>();
        Publication publication = call.get(call.session.publish(camera.offer(), new PublicationListener() {
            @Override
            public void stateChanged(PeerState state) {}

            @Override
            public void layersWanted(int highest, int layers) {
                wanted.add(highest);
                camera.send(highest);
            }
        }));
        camera.answered(publication.answer());
        call.await(camera::isConnected, "the camera is connected");
        call.run(Duration.ofSeconds(6));
        assertThat(wanted).as("nobody watches").containsExactly(-1);

        homeIsBusy(true);
        Call.Viewer viewer = call.viewer();
        homeIsBusy(false);
        Subscription subscription = call.get(viewer.receiver.subscribe(publication));
        call.awaitConnected(viewer);
        FakeStream video = viewer.video(subscription);
        call.await(
                () -> shown(camera, video) == 2, "the largest is shown, though only the smallest came over at first");
        subscription.wishes(new Wishes(320, 180, 0, Priority.NORMAL, true));
        call.await(() -> shown(camera, video) == 0, "the smallest is shown");
        call.run(Duration.ofSeconds(6));
        assertThat(wanted.getLast()).isZero();
        subscription.wishes(Wishes.EVERYTHING);
        call.await(() -> shown(camera, video) == 2, "the largest is shown again");
        video.frames().measureFrom(simulation.now());
        call.run(Duration.ofSeconds(2));
        assertThat(video.frames().longestGap(simulation.now())).isLessThan(Duration.ofMillis(100));
    }

    private static int shown(FakeSimulcastPublisher camera, FakeStream video) {
        for (int layer = 0; layer < 3; layer++) {
            if (camera.packetsPerFrame(layer) == video.frames().lastCount()) {
                return layer;
            }
        }
        return -1;
    }

    @Test
    void aPlayerElsewhereChangesWhatItWatches() {
        Call.Sender ann = call.sender();
        Call.Sender ben = call.sender();
        homeIsBusy(true);
        FakeReceiver peer = simulation.receiver();
        List<PeerState> states = new ArrayList<>();
        Player player = call.get(call.session.play(peer.offer(1, 1), 1, states::add));
        peer.answered(player.answer());
        // The second before the first is known there.
        var first = player.watch(0, ann.publication);
        call.get(player.watch(0, ben.publication));
        assertThat(first.toCompletableFuture()).isDone();
        call.await(() -> states.contains(PeerState.CONNECTED), "the player is connected");
        call.run(Duration.ofSeconds(2));
        FakeStream video = peer.stream("p1").orElseThrow();
        assertThat(video.frames().whole()).isGreaterThan(40);

        call.get(player.watch(0, ann.publication));
        int before = video.packets();
        call.run(Duration.ofSeconds(2));
        assertThat(video.packets()).isGreaterThan(before + 250);
        assertThat(video.missing()).isZero();

        call.get(player.watch(0, null));
        long crossed = simulation.count(MediaCounter.CROSSED);
        call.run(Duration.ofSeconds(1));
        assertThat(simulation.count(MediaCounter.CROSSED)).isEqualTo(crossed);
    }
}
