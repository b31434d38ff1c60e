package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Player;
import dev.roomjar.media.testing.FakePublisher;
import dev.roomjar.media.testing.FakeReceiver;
import dev.roomjar.media.testing.FakeStream;
import dev.roomjar.media.testing.LinkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Peers that offer to receive. */
class PlayerTest {

    private static final class Watcher {
        final Call call;
        final FakeReceiver peer;
        final List<PeerState> states = new ArrayList<>();
        final Player player;
        private final int audios;
        private final int videos;

        Watcher(Call call, int audios, int videos, int places) {
            this.call = call;
            this.audios = audios;
            this.videos = videos;
            peer = call.simulation.receiver();
            player = call.get(call.session.play(peer.offer(audios, videos), places, states::add));
            peer.answered(player.answer());
        }

        FakeStream section(int index) {
            return peer.stream("p" + index).orElseThrow();
        }

        void watch(int place, Call.Sender sender) {
            call.get(player.watch(place, sender.publication));
        }

        void connected() {
            call.await(() -> states.contains(PeerState.CONNECTED), "the player is connected");
        }
    }

    @Test
    void aPlayerGetsAudioAndVideoWholeFromAKeyframeOn() {
        try (Call call = new Call(301)) {
            Call.Sender sender = call.sender();
            Watcher watcher = new Watcher(call, 1, 1, 1);
            watcher.watch(0, sender);
            watcher.connected();
            call.run(Duration.ofSeconds(2));

            FakeStream video = watcher.section(1);
            assertThat(video.frames().startsWithKeyframe()).isTrue();
            assertThat(video.frames().whole()).isGreaterThan(40);
            assertThat(video.frames().corrupt()).isZero();
            assertThat(watcher.section(0).packets()).isGreaterThan(60);
            assertThat(video.senderReports()).isPositive();
            assertThat(watcher.peer.unknown()).isZero();
        }
    }

    @Test
    void eachPlaceHasItsOwnPublication() {
        try (Call call = new Call(302)) {
            Call.Sender ann = call.sender();
            Call.Sender ben = call.sender();
            Watcher watcher = new Watcher(call, 2, 2, 2);
            watcher.watch(0, ann);
            watcher.watch(1, ben);
            watcher.connected();
            call.run(Duration.ofSeconds(1));

            assertThat(watcher.player.places()).isEqualTo(2);
            for (int i = 0; i < 4; i++) {
                assertThat(watcher.section(i).packets()).as("section " + i).isGreaterThan(20);
            }
        }
    }

    @Test
    void anotherPublicationInAPlaceIsTheSameStreamToThePlayer() {
        try (Call call = new Call(303)) {
            Call.Sender ann = call.sender();
            Watcher watcher = new Watcher(call, 1, 1, 1);
            watcher.watch(0, ann);
            watcher.connected();
            call.run(Duration.ofSeconds(1));
            ann.publication.close();
            call.run(Duration.ofSeconds(1));
            int before = watcher.section(1).packets();

            Call.Sender ben = call.sender();
            call.awaitConnected(ben);
            watcher.watch(0, ben);
            call.run(Duration.ofSeconds(1));

            FakeStream video = watcher.section(1);
            assertThat(video.packets()).isGreaterThan(before + 25);
            assertThat(video.duplicates()).as("no number comes twice").isZero();
            assertThat(video.missing()).as("no gap in the numbers").isZero();
            assertThat(watcher.peer.unknown()).isZero();
            assertThat(watcher.states).containsExactly(PeerState.CONNECTED);
        }
    }

    @Test
    void nothingInAPlaceIsSilence() {
        try (Call call = new Call(304)) {
            Call.Sender sender = call.sender();
            Watcher watcher = new Watcher(call, 1, 1, 1);
            watcher.watch(0, sender);
            watcher.connected();
            call.run(Duration.ofSeconds(1));

            call.get(watcher.player.watch(0, null));
            call.run(Duration.ofMillis(100));
            int before = watcher.section(1).packets();
            call.run(Duration.ofSeconds(1));

            assertThat(watcher.section(1).packets()).isEqualTo(before).isPositive();
        }
    }

    @Test
    void aRestartOfIceKeepsTheStream() {
        try (Call call = new Call(305)) {
            Call.Sender sender = call.sender();
            Watcher watcher = new Watcher(call, 1, 1, 1);
            watcher.watch(0, sender);
            watcher.connected();
            String before = watcher.player.answer();

            call.simulation.rebind(watcher.peer);
            String offer = watcher.peer.restartOffer(watcher.audios, watcher.videos);
            watcher.peer.answered(call.get(watcher.player.renegotiate(offer)));
            call.run(Duration.ofMillis(500));
            int frames = watcher.section(1).frames().whole();
            call.run(Duration.ofSeconds(1));

            assertThat(line(watcher.player.answer(), "a=ice-ufrag:")).isNotEqualTo(line(before, "a=ice-ufrag:"));
            assertThat(line(watcher.player.answer(), "a=ssrc:")).isEqualTo(line(before, "a=ssrc:"));
            assertThat(watcher.section(1).frames().whole()).isGreaterThan(frames + 20);
        }
    }

    @Test
    void peersThatLeaveTheHandshakeToTheServerAreConnected() {
        try (Call call = new Call(308)) {
            FakePublisher encoder = call.simulation.publisher(FakePublisher.Media.TYPICAL);
            encoder.awaitHandshake();
            Call.Sender sender = call.sender(encoder);
            FakeReceiver peer = call.simulation.receiver();
            peer.awaitHandshake();
            Player player = call.get(call.session.play(peer.offer(1, 1), 1, state -> {}));
            peer.answered(player.answer());
            call.get(player.watch(0, sender.publication));
            call.awaitConnected(sender);
            call.await(peer::isConnected, "the player is connected");
            call.await(
                    () -> peer.stream("p1")
                            .filter(stream -> stream.frames().whole() > 20)
                            .isPresent(),
                    "some pictures");

            assertThat(sender.publication.answer()).contains("a=setup:active");
            assertThat(player.answer()).contains("a=setup:active");
        }
    }

    @Test
    void aPlayerWithoutRtxGetsAKeyframeInPlaceOfLostPackets() {
        try (Call call = new Call(309)) {
            Call.Sender sender = call.sender();
            FakeReceiver peer = call.simulation.receiver();
            String offer = peer.offer(1, 1)
                    .replace("SAVPF 120 121", "SAVPF 120")
                    .replace("\na=rtpmap:121 rtx/90000\na=fmtp:121 apt=120", "");
            Player player = call.get(call.session.play(offer, 1, state -> {}));
            peer.answered(player.answer());
            call.get(player.watch(0, sender.publication));
            call.await(peer::isConnected, "the player is connected");
            call.simulation.conditions(peer, LinkConditions.GOOD, LinkConditions.GOOD.loss(0.05));
            call.run(Duration.ofSeconds(5));

            FakeStream video = peer.stream("p1").orElseThrow();
            assertThat(player.answer()).doesNotContain("rtx");
            assertThat(video.recovered()).isZero();
            assertThat(sender.peer.keyframes()).as("keyframes sent").isGreaterThan(4);
            assertThat(video.frames().keyframes()).isPositive();
        }
    }

    @Test
    void aPlaceThatIsSwitchedOffGetsNothingUntilItIsSwitchedOn() {
        try (Call call = new Call(310)) {
            Call.Sender sender = call.sender();
            Watcher watcher = new Watcher(call, 1, 1, 1);
            watcher.watch(0, sender);
            watcher.player.switchTo(0, false, true);
            watcher.connected();
            call.run(Duration.ofSeconds(2));
            assertThat(watcher.section(0).packets()).isZero();
            assertThat(watcher.section(1).packets()).isGreaterThan(100);

            watcher.player.switchTo(0, true, false);
            call.run(Duration.ofMillis(100));
            int video = watcher.section(1).packets();
            call.run(Duration.ofSeconds(2));
            assertThat(watcher.section(0).packets()).isGreaterThan(50);
            assertThat(watcher.section(1).packets()).isEqualTo(video);

            watcher.player.switchTo(0, true, true);
            watcher.player.switchTo(7, true, true);
            call.run(Duration.ofSeconds(1));
            assertThat(watcher.section(1).packets()).isGreaterThan(video + 30);
        }
    }

    @Test
    void aPlaceThatIsNotThereIsRefused() {
        try (Call call = new Call(306)) {
            Call.Sender sender = call.sender();
            Watcher watcher = new Watcher(call, 1, 1, 4);

            assertThat(watcher.player.places()).isEqualTo(1);
            assertThatThrownBy(() -> call.get(watcher.player.watch(1, sender.publication)))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(MediaException.class)
                    .hasMessageContaining("no place 1");
        }
    }

    @Test
    void aRefusedOfferLeavesNoPeer() {
        try (Call call = new Call(307)) {
            List<PeerState> states = new ArrayList<>();

            assertThatThrownBy(() -> call.get(call.session.play("v=0\r\n", 1, states::add)))
                    .hasCauseInstanceOf(MediaException.class);

            call.run(Duration.ofMillis(10));
            assertThat(states).isEmpty();
        }
    }

    private static String line(String sdp, String prefix) {
        return sdp.lines().filter(line -> line.startsWith(prefix)).findFirst().orElseThrow();
    }
}
