package dev.roomjar.opentok.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.opentok.Capability;
import dev.roomjar.opentok.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModerationTest {
    private final Stage stage = new Stage();
    private final Stage.Client anna = stage.publisher("anna");
    private final Stage.Client mona = stage.enter("mona", Role.MODERATOR);
    private final PublishedStream camera = anna.publishAlone();

    ModerationTest() {
        mona.takeAll();
    }

    @Test
    void aModeratorThrowsSomebodyOut() {
        mona.ask(new Request.ForceDisconnect(1, anna.id()));
        assertThat(anna.takeAll()).containsExactly(new Message.SessionDisconnected(Reason.FORCE_DISCONNECTED));
        assertThat(anna.isHungUp()).isTrue();
        assertThat(mona.takeAll())
                .containsExactly(
                        new Message.Done(1),
                        new Message.StreamDestroyed(camera.streamId(), Reason.FORCE_DISCONNECTED),
                        new Message.ConnectionDestroyed(anna.id(), Reason.FORCE_DISCONNECTED));
        anna.join(anna.connected.resume());
        assertThat(anna.take(Message.Connected.class).resumed())
                .as("the place is gone")
                .isFalse();
    }

    @Test
    void aModeratorEndsAStream() {
        mona.ask(new Request.ForceUnpublish(1, camera.streamId()));
        Message destroyed = new Message.StreamDestroyed(camera.streamId(), Reason.FORCE_UNPUBLISHED);
        assertThat(anna.takeAll()).containsExactly(destroyed);
        assertThat(mona.takeAll()).containsExactly(destroyed, new Message.Done(1));
    }

    @Test
    void aModeratorMutesAStream() {
        mona.ask(new Request.ForceMute(1, camera.streamId()));
        assertThat(anna.takeAll()).containsExactly(new Message.MuteForced(camera.streamId(), false));
        assertThat(mona.takeAll()).containsExactly(new Message.Done(1));
    }

    @Test
    void whatTheProgramDoesNotLetThroughIsNotForwardedWhateverIsAskedFor() {
        String subscription = mona.subscribe(camera);
        stage.feed(new Input.Gate(camera.streamId(), false, true));
        assertThat(stage.mediaWas(Output.SwitchSubscription.class))
                .isEqualTo(new Output.SwitchSubscription(mona.id(), subscription, false, true));

        mona.ask(new Request.UpdateSubscription(1, subscription, true, false));
        assertThat(stage.mediaWas(Output.SwitchSubscription.class))
                .isEqualTo(new Output.SwitchSubscription(mona.id(), subscription, false, false));

        stage.feed(new Input.Gate(camera.streamId(), true, true));
        assertThat(stage.mediaWas(Output.SwitchSubscription.class))
                .isEqualTo(new Output.SwitchSubscription(mona.id(), subscription, true, false));
    }

    @Test
    void whoSubscribesLaterIsHeldByTheGateToo() {
        stage.feed(new Input.Gate(camera.streamId(), false, false));

        String subscription = mona.subscribe(camera);

        assertThat(stage.mediaWas(Output.SwitchSubscription.class))
                .isEqualTo(new Output.SwitchSubscription(mona.id(), subscription, false, false));
    }

    @Test
    void theProgramEndsAStream() {
        stage.feed(new Input.Unpublish(camera.streamId()));

        Message destroyed = new Message.StreamDestroyed(camera.streamId(), Reason.FORCE_UNPUBLISHED);
        assertThat(anna.takeAll()).containsExactly(destroyed);
        assertThat(mona.takeAll()).containsExactly(destroyed);
    }

    @Test
    void aModeratorMutesAllButSome() {
        Stage.Client bert = stage.publisher("bert");
        PublishedStream other = bert.publishAlone();
        anna.takeAll();
        mona.takeAll();
        mona.ask(new Request.ForceMuteAll(1, true, Set.of(other.streamId())));
        Message muted = new Message.MuteState(true);
        assertThat(anna.takeAll()).containsExactly(new Message.MuteForced(camera.streamId(), true), muted);
        assertThat(bert.takeAll()).containsExactly(muted);
        assertThat(mona.takeAll()).containsExactly(muted, new Message.Done(1));
    }

    @Test
    void whoPublishesWhileAllAreMutedIsMutedToo() {
        mona.ask(new Request.ForceMuteAll(1, true, Set.of()));
        Stage.Client bert = stage.publisher("bert");
        PublishedStream first = bert.publishAlone();
        assertThat(bert.takeAll()).containsExactly(new Message.MuteForced(first.streamId(), false));
        mona.ask(new Request.ForceMuteAll(2, false, Set.of()));
        assertThat(bert.takeAll()).containsExactly(new Message.MuteState(false));
        bert.publish();
        assertThat(bert.heard()).isEmpty();
    }

    @Test
    void whoIsAwayIsMutedWhenBack() {
        anna.breakSocket();
        mona.ask(new Request.ForceMute(1, camera.streamId()));
        anna.join(anna.connected.resume());
        anna.take(Message.Connected.class);
        assertThat(anna.takeAll()).containsExactly(new Message.MuteForced(camera.streamId(), false));
        anna.breakSocket();
        anna.join(anna.connected.resume());
        anna.take(Message.Connected.class);
        assertThat(anna.heard()).as("it was told once").isEmpty();
    }

    @Test
    void onlyAModeratorMutes() {
        anna.ask(new Request.ForceMute(1, camera.streamId()));
        anna.ask(new Request.ForceMuteAll(2, true, Set.of()));
        anna.ask(new Request.ForceMuteAll(3, false, Set.of()));
        for (int i = 0; i < 3; i++) {
            assertThat(anna.takeFailure()).isEqualTo(Failure.denied(Capability.FORCE_MUTE));
        }
        assertThat(mona.heard()).isEmpty();
        assertThat(anna.heard()).isEmpty();
    }

    @Test
    void theProgramMutes() {
        stage.feed(new Input.ForceMute("nothing"));
        stage.feed(new Input.ForceMute(camera.streamId()));
        assertThat(anna.takeAll()).containsExactly(new Message.MuteForced(camera.streamId(), false));
        stage.feed(new Input.ForceMuteAll(true, Set.of(camera.streamId())));
        assertThat(anna.takeAll()).containsExactly(new Message.MuteState(true));
    }

    @Test
    void whoIsNotThereCannotBeModerated() {
        mona.ask(new Request.ForceDisconnect(1, "nobody"));
        mona.ask(new Request.ForceUnpublish(2, "nothing"));
        mona.ask(new Request.ForceMute(3, "nothing"));
        assertThat(mona.takeFailure().name()).isEqualTo("OT_INVALID_PARAMETER");
        assertThat(mona.takeFailure().name()).isEqualTo("OT_STREAM_NOT_FOUND");
        assertThat(mona.takeFailure().name()).isEqualTo("OT_STREAM_NOT_FOUND");
    }

    @Test
    void theProgramThrowsOutByConnectionByDataAndAltogether() {
        Stage.Client twin = stage.publisher("anna");
        stage.feed(new Input.Evict("nobody"));
        stage.feed(new Input.Evict(mona.id()));
        assertThat(mona.isHungUp()).isTrue();
        stage.feed(new Input.EvictByData("anna"));
        assertThat(anna.isHungUp()).isTrue();
        assertThat(twin.isHungUp()).isTrue();
        assertThat(stage.session.isEmpty()).isTrue();
        Stage.Client bert = stage.publisher("bert");
        stage.feed(new Input.EvictAll());
        assertThat(bert.takeAll()).containsExactly(new Message.SessionDisconnected(Reason.FORCE_DISCONNECTED));
    }

    @Test
    void whoIsAwayIsThrownOutToo() {
        anna.breakSocket();
        stage.feed(new Input.EvictByData("anna"));
        assertThat(mona.takeAll())
                .containsExactly(
                        new Message.StreamDestroyed(camera.streamId(), Reason.FORCE_DISCONNECTED),
                        new Message.ConnectionDestroyed(anna.id(), Reason.FORCE_DISCONNECTED));
        assertThat(stage.session.nextDeadline()).isEqualTo(Session.NEVER);
    }
}
