package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.testing.FakePublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Those who are not who they say, and those who talk nonsense. */
class SecurityTest {

    @Test
    void aCertificateThatWasNotSignalledFailsThePeer() {
        try (Call call = new Call(71)) {
            FakePublisher impostor = call.simulation.publisher(FakePublisher.Media.TYPICAL);
            List<PeerState> states = new ArrayList<>();
            String offer = impostor.offer().replaceAll("(a=fingerprint:sha-256 )..:..:..", "$100:11:22");
            Publication publication = call.get(call.session.publish(offer, states::add));
            impostor.answered(publication.answer());

            call.await(() -> states.contains(PeerState.CLOSED), "the impostor is closed");

            assertThat(states).containsExactly(PeerState.FAILED, PeerState.CLOSED);
            assertThat(call.simulation.count(MediaCounter.HANDSHAKES_FAILED)).isEqualTo(1);
            assertThat(impostor.isConnected()).isFalse();
        }
    }

    @Test
    void nonsenseFromStrangersAndFromPeersChangesNothingButCounters() {
        try (Call call = new Call(72)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(sender);
            call.awaitConnected(viewer);
            Random random = new Random(72);
            TransportAddress stranger = TransportAddress.ofIpv4(0x01020304, 99);
            for (int i = 0; i < 5_000; i++) {
                byte[] bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                call.simulation.inject(stranger, bytes);
                call.simulation.inject(call.simulation.addressOf(sender.peer), bytes);
                call.simulation.inject(call.simulation.addressOf(viewer.peer), bytes);
            }

            call.run(Duration.ofSeconds(2));

            int last = viewer.video(subscription).frames().last();
            assertThat(viewer.video(subscription).frames().brokenUpTo(last - 1)).isEmpty();
            assertThat(sender.states).containsExactly(PeerState.CONNECTED);
            assertThat(viewer.states).containsExactly(PeerState.CONNECTED);
            assertThat(call.simulation.count(MediaCounter.PEERS_FAULTED)).isZero();
            assertThat(call.simulation.count(MediaCounter.DISCARDED_UNAUTHENTICATED))
                    .isGreaterThan(1_000);
            assertThat(call.simulation.count(MediaCounter.DISCARDED_UNKNOWN_PEER))
                    .isGreaterThan(1_000);
        }
    }

    @Test
    void anOfferThatCannotBeUsedIsRefusedAndLeavesNothingBehind() {
        try (Call call = new Call(73)) {
            var refused = call.session.publish("v=0\r\n", state -> {}).toCompletableFuture();
            call.simulation.settle();

            Assertions.assertThatThrownBy(refused::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(MediaException.class);
            assertThat(call.simulation.count(MediaCounter.PEERS_OPENED))
                    .isEqualTo(call.simulation.count(MediaCounter.PEERS_CLOSED));
        }
    }

    @Test
    void aFaultInOnePeerCostsOnlyThatPeer() {
        try (Call call = new Call(74)) {
            Call.Sender sender = call.sender();
            Call.Viewer unlucky = call.viewer();
            Call.Viewer other = call.viewer();
            unlucky.subscribe(sender);
            Subscription subscription = other.subscribe(sender);
            call.awaitConnected(unlucky);
            call.awaitConnected(other);

            breakTrack(sender, unlucky);
            call.run(Duration.ofSeconds(2));

            assertThat(unlucky.states).endsWith(PeerState.FAILED, PeerState.CLOSED);
            assertThat(call.simulation.count(MediaCounter.PEERS_FAULTED)).isEqualTo(1);
            assertThat(other.states).containsExactly(PeerState.CONNECTED);
            int last = other.video(subscription).frames().last();
            assertThat(last).isGreaterThan(30);
            assertThat(other.video(subscription).frames().brokenUpTo(last - 1)).isEmpty();
        }
    }

    /** Makes the next packet to that viewer run into a fault. */
    private static void breakTrack(Call.Sender sender, Call.Viewer viewer) {
        LivePublication publication = (LivePublication) sender.publication;
        LiveReceiver receiver = (LiveReceiver) viewer.receiver;
        publication.source.add(new Reader(receiver) {
            @Override
            void forward(TrackQueue video, TrackQueue audio, long nowNanos) {
                if (receiver.isOpen()) {
                    throw new IllegalStateException("a fault on purpose");
                }
            }
        });
    }
}
