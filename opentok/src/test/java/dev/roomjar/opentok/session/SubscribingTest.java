package dev.roomjar.opentok.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.PeerState;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscribingTest {
    private final Stage stage = new Stage();
    private final Stage.Client anna = stage.publisher("anna");
    private final Stage.Client bert = stage.publisher("bert");
    private final PublishedStream camera = anna.publishAlone();

    SubscribingTest() {
        bert.takeAll();
    }

    @Test
    void aSubscriptionIsAnsweredAndOffered() {
        String subscription = bert.subscribe(camera);
        stage.feed(offer(1, subscription));
        assertThat(bert.takeAll())
                .containsExactly(new Message.Offered(
                        1, "offer 1", List.of(new Message.Mids(subscription, camera.streamId(), "0", "1"))));
        bert.ask(new Request.Answer(5, 1, "answer 1"));
        Output.TakeAnswer taken = stage.mediaWas(Output.TakeAnswer.class);
        assertThat(taken.answer()).isEqualTo("answer 1");
        assertThat(taken.revision()).isEqualTo(1);
        assertThat(bert.heard()).isEmpty();
        stage.feed(new Input.AnswerTaken(taken.replyTo()));
        assertThat(bert.takeAll()).containsExactly(new Message.Done(5));
    }

    @Test
    void anAnswerToAnotherOfferChangesNothing() {
        stage.feed(offer(2, bert.subscribe(camera)));
        bert.takeAll();
        int before = stage.toMedia.size();
        bert.ask(new Request.Answer(5, 1, "late"));
        assertThat(bert.takeAll()).containsExactly(new Message.Done(5));
        assertThat(stage.toMedia).hasSize(before);
    }

    @Test
    void switchesAreHandedToTheMediaServer() {
        bert.ask(new Request.Subscribe(4, camera.streamId(), true, false));
        String subscription = bert.take(Message.Subscribed.class).subscriptionId();
        assertThat(stage.mediaWas(Output.SwitchSubscription.class))
                .isEqualTo(new Output.SwitchSubscription(bert.id(), subscription, true, false));
        bert.ask(new Request.UpdateSubscription(5, subscription, false, null));
        assertThat(stage.mediaWas(Output.SwitchSubscription.class))
                .isEqualTo(new Output.SwitchSubscription(bert.id(), subscription, false, false));
        assertThat(bert.takeAll()).containsExactly(new Message.Done(5));
    }

    @Test
    void unsubscribingEndsTheSubscription() {
        String subscription = bert.subscribe(camera);
        bert.ask(new Request.Unsubscribe(6, subscription));
        assertThat(bert.takeAll()).containsExactly(new Message.Done(6));
        assertThat(stage.mediaWas(Output.CloseSubscription.class).subscriptionId())
                .isEqualTo(subscription);
        bert.ask(new Request.Unsubscribe(7, subscription));
        assertThat(bert.takeFailure().name()).isEqualTo("OT_INVALID_PARAMETER");
    }

    @Test
    void nobodySwitchesTheSubscriptionOfAnother() {
        String subscription = bert.subscribe(camera);
        anna.ask(new Request.UpdateSubscription(8, subscription, false, false));
        anna.ask(new Request.Unsubscribe(9, subscription));
        assertThat(anna.takeFailure().name()).isEqualTo("OT_INVALID_PARAMETER");
        assertThat(anna.takeFailure().name()).isEqualTo("OT_INVALID_PARAMETER");
        bert.ask(new Request.Unsubscribe(10, subscription));
        assertThat(bert.takeAll()).containsExactly(new Message.Done(10));
    }

    @Test
    void subscriptionsEndWithTheirStream() {
        String subscription = bert.subscribe(camera);
        anna.ask(new Request.Unpublish(1, camera.streamId()));
        assertThat(stage.mediaWas(Output.CloseSubscription.class).subscriptionId())
                .isEqualTo(subscription);
        bert.takeAll();
        stage.feed(offer(2, subscription));
        assertThat(bert.take(Message.Offered.class).subscriptions()).isEmpty();
    }

    @Test
    void aStreamThatEndsWhileBeingSubscribedToIsAnError() {
        stage.mediaIsWilling = false;
        bert.ask(new Request.Subscribe(4, camera.streamId(), true, true));
        String subscription = stage.mediaWas(Output.OpenSubscription.class).subscriptionId();
        anna.ask(new Request.Unpublish(1, camera.streamId()));
        assertThat(bert.takeFailure().name()).isEqualTo("OT_STREAM_DESTROYED");
        bert.takeAll();
        stage.feed(new Input.SubscriptionOpened(subscription));
        assertThat(bert.heard()).isEmpty();
    }

    @Test
    void aSubscriptionThatTheMediaServerRefusesIsAnError() {
        stage.mediaIsWilling = false;
        bert.ask(new Request.Subscribe(4, camera.streamId(), true, true));
        String subscription = stage.mediaWas(Output.OpenSubscription.class).subscriptionId();
        stage.feed(new Input.SubscriptionRefused(subscription, "closed"));
        assertThat(bert.take(Message.Failed.class)).isEqualTo(new Message.Failed(4L, Failure.server("closed")));
    }

    @Test
    void oneMaySubscribeToOnesOwnStream() {
        assertThat(anna.subscribe(camera)).isNotEmpty();
    }

    @Test
    void iceRestartReachesTheReceiverIfThereIsOne() {
        bert.ask(new Request.RestartIce(1));
        assertThat(stage.toMedia).noneMatch(Output.RestartIce.class::isInstance);
        bert.takeAll();
        bert.subscribe(camera);
        bert.ask(new Request.RestartIce(2));
        assertThat(stage.mediaWas(Output.RestartIce.class).connectionId()).isEqualTo(bert.id());
        assertThat(bert.takeAll()).containsExactly(new Message.Done(2));
    }

    @Test
    void aClosedReceiverHasLostItsSubscriptions() {
        String lost = bert.subscribe(camera);
        stage.feed(new Input.ReceiverState(bert.id(), PeerState.CLOSED));
        assertThat(bert.takeAll()).containsExactly(new Message.MediaState(null, PeerState.CLOSED));
        bert.ask(new Request.Unsubscribe(3, lost));
        assertThat(bert.takeFailure().name()).isEqualTo("OT_INVALID_PARAMETER");
        assertThat(bert.subscribe(camera)).isNotEqualTo(lost);
    }

    @Test
    void theReceiverEndsWithItsConnection() {
        bert.subscribe(camera);
        bert.ask(new Request.Disconnect(3));
        assertThat(stage.mediaWas(Output.CloseReceiver.class).connectionId()).isEqualTo(bert.id());
    }

    private Input offer(int revision, String subscription) {
        return new Input.ReceiverOffered(
                bert.id(), revision, "offer " + revision, List.of(new Input.Placed(subscription, "0", "1")));
    }
}
