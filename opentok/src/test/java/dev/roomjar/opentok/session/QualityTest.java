package dev.roomjar.opentok.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.VideoQuality;
import dev.roomjar.media.Wishes;
import dev.roomjar.opentok.Role;
import org.junit.jupiter.api.Test;

class QualityTest {
    private static final Wishes SMALL = new Wishes(320, 180, 15, Wishes.Priority.NORMAL, true);

    private final Stage stage = new Stage();
    private final Stage.Client anna = stage.publisher("anna");
    private final Stage.Client bert = stage.publisher("bert");
    private final PublishedStream camera = anna.publishAlone();

    QualityTest() {
        bert.takeAll();
    }

    @Test
    void wishesAreHandedToTheMediaServer() {
        String subscription = bert.subscribe(camera);
        bert.ask(new Request.Wish(4, subscription, SMALL));
        assertThat(stage.mediaWas(Output.Wish.class)).isEqualTo(new Output.Wish(bert.id(), subscription, SMALL));
        assertThat(bert.takeAll()).containsExactly(new Message.Done(4));
    }

    @Test
    void nobodyWishesForTheSubscriptionOfAnother() {
        String subscription = bert.subscribe(camera);
        anna.ask(new Request.Wish(4, subscription, SMALL));
        assertThat(anna.takeFailure().name()).isEqualTo("OT_INVALID_PARAMETER");
        assertThat(stage.toMedia).noneMatch(Output.Wish.class::isInstance);
    }

    @Test
    void whoMayNotSubscribeMayNotWish() {
        String subscription = bert.subscribe(camera);
        Stage.Client carl = stage.enter("carl", Role.PUBLISHER_ONLY);
        carl.ask(new Request.Wish(4, subscription, SMALL));
        assertThat(carl.takeFailure().name()).isEqualTo("OT_PERMISSION_DENIED");
    }

    @Test
    void onlyThePublisherIsToldWhichLayersAreWanted() {
        stage.feed(new Input.LayersWanted(camera.streamId(), 0, 2));
        assertThat(anna.takeAll()).containsExactly(new Message.LayersWanted(camera.streamId(), 0, 2));
        assertThat(bert.heard()).isEmpty();
    }

    @Test
    void layersThatAreWantedBeforeTheStreamIsPublishedAreToldAfterIt() {
        stage.mediaIsWilling = false;
        anna.ask(anna.offer());
        String stream = stage.mediaWas(Output.OpenPublication.class).streamId();
        stage.feed(new Input.LayersWanted(stream, 1, 3));
        assertThat(anna.heard()).isEmpty();
        stage.feed(new Input.PublicationOpened(stream, "answer"));
        anna.take(Message.Published.class);
        assertThat(anna.takeAll()).containsExactly(new Message.LayersWanted(stream, 1, 3));
    }

    @Test
    void onlyTheSubscriberIsToldOfItsQuality() {
        String subscription = bert.subscribe(camera);
        anna.takeAll();
        stage.feed(new Input.VideoQualityChanged(subscription, VideoQuality.PAUSED));
        assertThat(bert.takeAll()).containsExactly(new Message.VideoQualityChanged(subscription, VideoQuality.PAUSED));
        assertThat(anna.heard()).isEmpty();
        bert.ask(new Request.Unsubscribe(5, subscription));
        bert.takeAll();
        stage.feed(new Input.VideoQualityChanged(subscription, VideoQuality.SUFFICIENT));
        assertThat(bert.heard()).isEmpty();
    }

    @Test
    void whoComesBackIsToldWhatHoldsNow() {
        String subscription = bert.subscribe(camera);
        stage.feed(new Input.VideoQualityChanged(subscription, VideoQuality.PAUSED));
        bert.breakSocket();
        stage.feed(new Input.VideoQualityChanged(subscription, VideoQuality.AT_RISK));
        bert.join(bert.connected.resume());
        bert.take(Message.Connected.class);
        assertThat(bert.takeAll()).containsExactly(new Message.VideoQualityChanged(subscription, VideoQuality.AT_RISK));

        anna.breakSocket();
        stage.feed(new Input.LayersWanted(camera.streamId(), 0, 2));
        anna.join(anna.connected.resume());
        anna.take(Message.Connected.class);
        assertThat(anna.takeAll()).containsExactly(new Message.LayersWanted(camera.streamId(), 0, 2));
    }
}
