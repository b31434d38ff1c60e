package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.PeerState;
import dev.roomjar.media.Subscription;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** ICE restarts (RFC 8445 §9) by either side. */
class RestartTest {

    @Test
    void aPublisherThatRestartsIceGetsNewCredentialsAndKeepsItsKeys() {
        try (Call call = new Call(81)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(sender);
            call.awaitConnected(viewer);
            String before = sender.publication.answer();

            call.simulation.rebind(sender.peer);
            sender.renegotiate(sender.peer.restartOffer());
            call.run(Duration.ofMillis(500));
            int frames = viewer.video(subscription).frames().whole();
            call.run(Duration.ofSeconds(1));

            assertThat(ufrag(sender.publication.answer())).isNotEqualTo(ufrag(before));
            assertThat(viewer.video(subscription).frames().whole()).isGreaterThan(frames + 25);
            assertThat(sender.states).containsExactly(PeerState.CONNECTED);
        }
    }

    @Test
    void aReceiverThatAsksForARestartIsOfferedNewCredentials() {
        try (Call call = new Call(82)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(viewer);
            String before = viewer.offers.getLast().sdp();

            call.simulation.rebind(viewer.peer);
            viewer.receiver.restartIce();
            call.run(Duration.ofMillis(500));
            int frames = viewer.video(subscription).frames().whole();
            call.run(Duration.ofSeconds(1));

            assertThat(ufrag(viewer.offers.getLast().sdp())).isNotEqualTo(ufrag(before));
            assertThat(viewer.video(subscription).frames().whole()).isGreaterThan(frames + 25);
        }
    }

    @Test
    void aRestartRepeatsAnOfferThatWasLostAndThenOffersNewCredentials() {
        try (Call call = new Call(83)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            viewer.answers = false;
            viewer.subscribe(sender);
            assertThat(viewer.offers).hasSize(1);

            viewer.receiver.restartIce();
            call.simulation.settle();
            assertThat(viewer.offers).hasSize(2);
            assertThat(viewer.offers.getLast()).isEqualTo(viewer.offers.getFirst());

            viewer.answers = true;
            viewer.answer();
            call.awaitConnected(viewer);
            assertThat(viewer.offers).hasSize(3);
            assertThat(viewer.offers.getLast().revision()).isEqualTo(2);
        }
    }

    @Test
    void aPeerThatMovesToTcpAndBackKeepsItsCall() {
        try (Call call = new Call(84)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(sender);
            call.awaitConnected(viewer);

            for (boolean tcp : new boolean[] {true, false}) {
                call.simulation.move(sender.peer, tcp);
                call.simulation.move(viewer.peer, tcp);
                sender.renegotiate(sender.peer.restartOffer());
                viewer.receiver.restartIce();
                call.run(Duration.ofMillis(500));
                int frames = viewer.video(subscription).frames().whole();
                call.run(Duration.ofSeconds(1));

                assertThat(viewer.video(subscription).frames().whole()).isGreaterThan(frames + 25);
            }
            assertThat(sender.states).containsExactly(PeerState.CONNECTED);
            assertThat(viewer.states).containsExactly(PeerState.CONNECTED);
        }
    }

    private static String ufrag(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=ice-ufrag:"))
                .findFirst()
                .orElseThrow();
    }
}
