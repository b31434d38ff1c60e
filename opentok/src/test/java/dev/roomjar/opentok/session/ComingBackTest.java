package dev.roomjar.opentok.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.opentok.TokenCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComingBackTest {
    private final Stage stage = new Stage();
    private final Stage.Client anna = stage.publisher("anna");
    private final Stage.Client bert = stage.publisher("bert");
    private final PublishedStream camera = anna.publishAlone();

    ComingBackTest() {
        bert.takeAll();
    }

    @Test
    void whoComesBackInTimeHasItsConnectionStreamsAndSubscriptions() {
        PublishedStream other = bert.publishAlone();
        String subscription = anna.subscribeAlone(other);
        bert.takeAll();
        anna.breakSocket();
        stage.pass(9_999);
        anna.join(anna.connected.resume());
        Message.Connected back = anna.take(Message.Connected.class);
        assertThat(back.resumed()).isTrue();
        assertThat(back.connection()).isEqualTo(anna.connected.connection());
        assertThat(back.streams()).containsExactly(camera, other);
        assertThat(back.connections()).containsExactly(bert.connected.connection());
        assertThat(bert.heard()).as("the others notice nothing").isEmpty();
        anna.ask(new Request.UpdateSubscription(5, subscription, true, false));
        assertThat(anna.takeAll()).containsExactly(new Message.Done(5));
        stage.pass(100_000);
        assertThat(bert.heard()).isEmpty();
    }

    @Test
    void whoDoesNotComeBackIsGoneAfterTenSeconds() {
        anna.breakSocket();
        stage.pass(9_999);
        assertThat(bert.heard()).isEmpty();
        stage.pass(1);
        assertThat(bert.takeAll())
                .containsExactly(
                        new Message.StreamDestroyed(camera.streamId(), Reason.NETWORK_DISCONNECTED),
                        new Message.ConnectionDestroyed(anna.id(), Reason.NETWORK_DISCONNECTED));
    }

    @Test
    void whoComesTooLateIsSomebodyNew() {
        anna.breakSocket();
        stage.pass(10_000);
        anna.join(anna.connected.resume());
        Message.Connected fresh = anna.take(Message.Connected.class);
        assertThat(fresh.resumed()).isFalse();
        assertThat(fresh.connection().connectionId()).isNotEqualTo(anna.id());
        assertThat(fresh.streams()).isEmpty();
    }

    @Test
    void theSecretAloneIsNotEnough() {
        anna.breakSocket();
        Stage.Client thief = stage.new Client("thief", anna.role);
        thief.join(anna.connected.resume());
        assertThat(thief.take(Message.Connected.class).resumed()).isFalse();
    }

    @Test
    void aSecondSocketTakesOverFromTheFirst() {
        Stage.Client first = stage.new Client("anna", anna.role);
        first.socket = anna.socket;
        anna.join(anna.connected.resume());
        assertThat(anna.take(Message.Connected.class).resumed()).isTrue();
        assertThat(first.takeAll()).containsExactly(new Message.SessionDisconnected(Reason.NETWORK_DISCONNECTED));
        assertThat(first.isHungUp()).isTrue();
        first.ask(new Request.Signal(1, null, "ghost", null));
        assertThat(first.takeFailure().name()).isEqualTo("OT_NOT_CONNECTED");
        first.breakSocket();
        stage.pass(100_000);
        assertThat(bert.heard()).as("the first socket's end is nobody's end").isEmpty();
    }

    @Test
    void aTokenThatHasExpiredSinceStillComesBack() {
        anna.breakSocket();
        stage.feed(new Input.Join(
                50, 1, anna.token, new TokenCheck.Refused(TokenCheck.Reason.EXPIRED, "over"), anna.connected.resume()));
        anna.socket = 50;
        assertThat(anna.take(Message.Connected.class).resumed()).isTrue();
    }

    @Test
    void theUnansweredOfferIsSentAgain() {
        String subscription = anna.subscribeAlone(bert.publishAlone());
        Input offer =
                new Input.ReceiverOffered(anna.id(), 1, "offer", List.of(new Input.Placed(subscription, "0", "1")));
        stage.feed(offer);
        Message.Offered first = anna.take(Message.Offered.class);
        anna.breakSocket();
        anna.join(anna.connected.resume());
        anna.take(Message.Connected.class);
        assertThat(anna.takeAll()).containsExactly(first);
        anna.ask(new Request.Answer(5, 1, "answer"));
        anna.breakSocket();
        anna.join(anna.connected.resume());
        anna.take(Message.Connected.class);
        assertThat(anna.heard()).isEmpty();
    }

    @Test
    void anOfferMadeWhileAwayWaits() {
        String subscription = anna.subscribeAlone(bert.publishAlone());
        anna.breakSocket();
        stage.feed(new Input.ReceiverOffered(anna.id(), 1, "offer", List.of(new Input.Placed(subscription, "0", "1"))));
        anna.join(anna.connected.resume());
        anna.take(Message.Connected.class);
        assertThat(anna.take(Message.Offered.class).revision()).isEqualTo(1);
    }

    @Test
    void whatWasAskedOnTheOldSocketAndNotAnsweredIsUndone() {
        PublishedStream other = bert.publishAlone();
        stage.mediaIsWilling = false;
        anna.takeAll();
        anna.ask(anna.offer());
        String publication = stage.mediaWas(Output.OpenPublication.class).streamId();
        anna.ask(new Request.Subscribe(7, other.streamId(), true, true));
        String subscription = stage.mediaWas(Output.OpenSubscription.class).subscriptionId();
        anna.breakSocket();
        anna.join(anna.connected.resume());
        anna.take(Message.Connected.class);
        stage.feed(new Input.PublicationOpened(publication, "answer"));
        stage.feed(new Input.SubscriptionOpened(subscription));
        assertThat(stage.mediaWas(Output.ClosePublication.class).streamId()).isEqualTo(publication);
        assertThat(stage.mediaWas(Output.CloseSubscription.class).subscriptionId())
                .isEqualTo(subscription);
        assertThat(anna.heard()).isEmpty();
        assertThat(bert.heard()).isEmpty();
        assertThat(stage.session.streams()).hasSize(2);
    }
}
