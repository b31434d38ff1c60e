package dev.roomjar.opentok.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.opentok.Role;
import dev.roomjar.opentok.TokenCheck;
import org.junit.jupiter.api.Test;

class ConnectingTest {
    private final Stage stage = new Stage();

    @Test
    void whoConnectsGetsItselfAndThoseAlreadyThere() {
        Stage.Client anna = stage.publisher("anna");
        PublishedStream camera = anna.publish();
        Stage.Client bert = stage.enter("bert", Role.MODERATOR);
        assertThat(anna.connected.connections()).isEmpty();
        assertThat(anna.connected.streams()).isEmpty();
        assertThat(bert.connected.connections()).containsExactly(anna.connected.connection());
        assertThat(bert.connected.streams()).containsExactly(camera);
        assertThat(bert.connected.connection().data()).isEqualTo("bert");
        assertThat(bert.connected.connection().creationTime()).isEqualTo(stage.now);
        assertThat(bert.connected.role()).isEqualTo(Role.MODERATOR);
        assertThat(bert.connected.resumed()).isFalse();
        assertThat(bert.heard()).isEmpty();
    }

    @Test
    void theOthersHearOfWhoConnects() {
        Stage.Client anna = stage.publisher("anna");
        Stage.Client bert = stage.publisher("bert");
        Stage.Client carl = stage.publisher("carl");
        assertThat(anna.takeAll())
                .containsExactly(
                        new Message.ConnectionCreated(bert.connected.connection()),
                        new Message.ConnectionCreated(carl.connected.connection()));
        assertThat(bert.takeAll()).containsExactly(new Message.ConnectionCreated(carl.connected.connection()));
    }

    @Test
    void idsAndSecretsAreOnesOwn() {
        Stage.Client anna = stage.publisher("anna");
        Stage.Client bert = stage.publisher("bert");
        assertThat(anna.id()).isNotEqualTo(bert.id());
        assertThat(anna.connected.resume())
                .isNotEqualTo(bert.connected.resume())
                .hasSizeGreaterThan(30);
    }

    @Test
    void whoDisconnectsIsAnsweredAndHungUpAndTheOthersHear() {
        Stage.Client anna = stage.publisher("anna");
        Stage.Client bert = stage.publisher("bert");
        PublishedStream camera = anna.publishAlone();
        bert.takeAll();
        anna.takeAll();
        anna.ask(new Request.Disconnect(9));
        assertThat(anna.takeAll()).containsExactly(new Message.Done(9));
        assertThat(anna.isHungUp()).isTrue();
        assertThat(bert.takeAll())
                .containsExactly(
                        new Message.StreamDestroyed(camera.streamId(), Reason.CLIENT_DISCONNECTED),
                        new Message.ConnectionDestroyed(anna.id(), Reason.CLIENT_DISCONNECTED));
        assertThat(stage.mediaWas(Output.ClosePublication.class).streamId()).isEqualTo(camera.streamId());
        assertThat(stage.session.isEmpty()).isFalse();
        bert.ask(new Request.Disconnect(10));
        assertThat(stage.session.isEmpty()).isTrue();
    }

    @Test
    void aPageThatIsClosedLeavesAtOnce() {
        Stage.Client anna = stage.publisher("anna");
        Stage.Client bert = stage.publisher("bert");
        stage.feed(new Input.SocketLost(anna.socket, true));
        assertThat(bert.takeAll())
                .containsExactly(new Message.ConnectionDestroyed(anna.id(), Reason.CLIENT_DISCONNECTED));
    }

    @Test
    void aRefusedTokenChangesNothing() {
        Stage.Client anna = stage.publisher("anna");
        stage.feed(new Input.Join(
                77, 3, "expired", new TokenCheck.Refused(TokenCheck.Reason.EXPIRED, "over"), "no such secret"));
        Stage.Client stranger = stage.new Client("stranger", Role.PUBLISHER);
        stranger.socket = 77;
        assertThat(stranger.takeFailure()).isEqualTo(Failure.tokenExpired("over"));
        stage.feed(new Input.Asked(77, new Request.Signal(4, "a", "b", null)));
        assertThat(stranger.takeFailure().name()).isEqualTo("OT_NOT_CONNECTED");
        assertThat(anna.heard()).isEmpty();
    }

    @Test
    void aSocketConnectsOnce() {
        Stage.Client anna = stage.publisher("anna");
        Stage.Client bert = stage.publisher("bert");
        bert.takeAll();
        stage.feed(new Input.Join(
                bert.socket, 5, "token", new TokenCheck.Refused(TokenCheck.Reason.EXPIRED, "over"), null));
        assertThat(bert.takeFailure().name()).isEqualTo("OT_INVALID_PARAMETER");
        assertThat(anna.takeAll()).hasSize(1);
    }

    @Test
    void aFullSessionTakesNobodyElse() {
        Stage small = new Stage(Limits.defaults().connections(2));
        small.publisher("anna");
        small.publisher("bert");
        Stage.Client carl = small.new Client("carl", Role.PUBLISHER);
        carl.join(null);
        assertThat(carl.takeFailure().name()).isEqualTo("OT_CONNECT_FAILED");
    }
}
