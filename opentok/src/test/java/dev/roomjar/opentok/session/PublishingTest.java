package dev.roomjar.opentok.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.PeerState;
import dev.roomjar.opentok.StreamInfo;
import org.junit.jupiter.api.Test;

class PublishingTest {
    private final Stage stage = new Stage();
    private final Stage.Client anna = stage.publisher("anna");
    private final Stage.Client bert = stage.publisher("bert");

    PublishingTest() {
        anna.takeAll();
    }

    @Test
    void thePublisherGetsTheAnswerAndTheOthersTheStream() {
        Request.Publish offer = anna.offer();
        anna.ask(offer);
        Message.Published published = anna.take(Message.Published.class);
        assertThat(published.id()).isEqualTo(offer.id());
        assertThat(published.sdp()).isEqualTo("answer to offer");
        assertThat(published.stream().connectionId()).isEqualTo(anna.id());
        assertThat(anna.heard()).isEmpty();
        assertThat(bert.takeAll()).containsExactly(new Message.StreamCreated(published.stream()));
        assertThat(stage.session.streams())
                .containsExactly(new StreamInfo(
                        published.stream().streamId(), anna.id(), "anna", "camera of anna", "camera", true, true));
    }

    @Test
    void aStreamIsNotThereBeforeTheMediaServerHasTakenIt() {
        stage.mediaIsWilling = false;
        anna.ask(anna.offer());
        String streamId = stage.mediaWas(Output.OpenPublication.class).streamId();
        bert.ask(new Request.Subscribe(1, streamId, true, true));
        assertThat(bert.takeFailure().name()).isEqualTo("OT_STREAM_NOT_FOUND");
        assertThat(stage.session.streams()).isEmpty();
        stage.feed(new Input.PublicationOpened(streamId, "answer"));
        assertThat(anna.take(Message.Published.class).stream().streamId()).isEqualTo(streamId);
        assertThat(bert.take(Message.StreamCreated.class).stream().streamId()).isEqualTo(streamId);
    }

    @Test
    void anOfferThatTheMediaServerRefusesIsAnError() {
        stage.mediaIsWilling = false;
        anna.ask(anna.offer());
        stage.feed(new Input.PublicationRefused(
                stage.mediaWas(Output.OpenPublication.class).streamId(), "no codec in common"));
        assertThat(anna.takeFailure()).isEqualTo(Failure.streamCreate("no codec in common"));
        assertThat(bert.heard()).isEmpty();
        assertThat(stage.session.streams()).isEmpty();
    }

    @Test
    void unpublishingIsAnsweredToThePublisherAndToldToTheOthers() {
        PublishedStream camera = anna.publish();
        bert.takeAll();
        anna.ask(new Request.Unpublish(7, camera.streamId()));
        assertThat(anna.takeAll()).containsExactly(new Message.Done(7));
        assertThat(bert.takeAll())
                .containsExactly(new Message.StreamDestroyed(camera.streamId(), Reason.CLIENT_DISCONNECTED));
        assertThat(stage.session.streams()).isEmpty();
    }

    @Test
    void changesOfAStreamAreToldToAllAndOnlyOnce() {
        PublishedStream camera = anna.publish();
        bert.takeAll();
        Request mute = new Request.UpdateStream(7, camera.streamId(), false, true, new VideoDimensions(1280, 720));
        anna.ask(mute);
        Message audio =
                new Message.StreamPropertyChanged(camera.streamId(), new Message.PropertyChange.HasAudio(true, false));
        Message size = new Message.StreamPropertyChanged(
                camera.streamId(),
                new Message.PropertyChange.Dimensions(new VideoDimensions(640, 480), new VideoDimensions(1280, 720)));
        assertThat(anna.takeAll()).containsExactly(audio, size, new Message.Done(7));
        assertThat(bert.takeAll()).containsExactly(audio, size);
        anna.ask(mute);
        assertThat(anna.takeAll()).containsExactly(new Message.Done(7));
        assertThat(bert.heard()).isEmpty();
        assertThat(stage.publisher("carl").connected.streams()).singleElement().satisfies(stream -> {
            assertThat(stream.hasAudio()).isFalse();
            assertThat(stream.hasVideo()).isTrue();
            assertThat(stream.videoDimensions()).isEqualTo(new VideoDimensions(1280, 720));
        });
    }

    @Test
    void nobodyChangesTheStreamOfAnother() {
        PublishedStream camera = anna.publish();
        bert.takeAll();
        bert.ask(new Request.Unpublish(1, camera.streamId()));
        bert.ask(new Request.UpdateStream(2, camera.streamId(), false, null, null));
        bert.ask(new Request.Renegotiate(3, camera.streamId(), "offer"));
        assertThat(bert.takeAll())
                .hasSize(3)
                .allSatisfy(reply -> assertThat(reply)
                        .isInstanceOfSatisfying(
                                Message.Failed.class,
                                failed -> assertThat(failed.failure().name()).isEqualTo("OT_STREAM_NOT_FOUND")));
        assertThat(stage.session.streams()).hasSize(1);
        assertThat(anna.heard()).isEmpty();
    }

    @Test
    void aNewOfferOfAStreamIsAnsweredByTheMediaServer() {
        PublishedStream camera = anna.publish();
        anna.ask(new Request.Renegotiate(8, camera.streamId(), "offer with new credentials"));
        Output.Renegotiate asked = stage.mediaWas(Output.Renegotiate.class);
        assertThat(asked.offer()).isEqualTo("offer with new credentials");
        stage.feed(new Input.Renegotiated(asked.replyTo(), "answer 2"));
        assertThat(anna.takeAll()).containsExactly(new Message.Answered(8, "answer 2"));
        stage.feed(new Input.DescriptionRefused(asked.replyTo(), "other fingerprint"));
        assertThat(anna.takeFailure().name()).isEqualTo("OT_SET_REMOTE_DESCRIPTION_FAILED");
    }

    @Test
    void aConnectionPublishesNoMoreThanItMay() {
        for (int i = 0; i < stage.limits.streamsPerConnection(); i++) {
            anna.publish();
        }
        anna.ask(anna.offer());
        assertThat(anna.takeFailure().name()).isEqualTo("OT_STREAM_LIMIT_EXCEEDED");
        assertThat(stage.session.streams()).hasSize(stage.limits.streamsPerConnection());
    }

    @Test
    void aStreamHasAKnownTypeAndAShortName() {
        anna.ask(new Request.Publish(1, "", "hologram", true, true, VideoDimensions.UNKNOWN, "offer"));
        assertThat(anna.takeFailure().name()).isEqualTo("OT_INVALID_PARAMETER");
        anna.ask(new Request.Publish(2, "x".repeat(1001), "camera", true, true, VideoDimensions.UNKNOWN, "offer"));
        assertThat(anna.takeFailure().name()).isEqualTo("OT_INVALID_PARAMETER");
        assertThat(stage.toMedia).isEmpty();
    }

    @Test
    void failedMediaGetsTimeToComeBack() {
        PublishedStream camera = anna.publish();
        bert.takeAll();
        stage.feed(new Input.PublicationState(camera.streamId(), PeerState.FAILED));
        assertThat(anna.takeAll()).containsExactly(new Message.MediaState(camera.streamId(), PeerState.FAILED));
        stage.pass(9_000);
        stage.feed(new Input.PublicationState(camera.streamId(), PeerState.CONNECTED));
        stage.pass(100_000);
        assertThat(bert.heard()).isEmpty();
        assertThat(stage.session.streams()).hasSize(1);
    }

    @Test
    void mediaThatStaysFailedEndsTheStream() {
        PublishedStream camera = anna.publish();
        bert.takeAll();
        stage.feed(new Input.PublicationState(camera.streamId(), PeerState.FAILED));
        anna.takeAll();
        stage.pass(9_999);
        assertThat(bert.heard()).isEmpty();
        stage.pass(1);
        Message destroyed = new Message.StreamDestroyed(camera.streamId(), Reason.NETWORK_DISCONNECTED);
        assertThat(anna.takeAll()).containsExactly(destroyed);
        assertThat(bert.takeAll()).containsExactly(destroyed);
        assertThat(stage.mediaWas(Output.ClosePublication.class).streamId()).isEqualTo(camera.streamId());
    }

    @Test
    void aClosedPeerConnectionEndsTheStreamAtOnce() {
        PublishedStream camera = anna.publish();
        bert.takeAll();
        stage.feed(new Input.PublicationState(camera.streamId(), PeerState.CLOSED));
        assertThat(bert.takeAll())
                .containsExactly(new Message.StreamDestroyed(camera.streamId(), Reason.MEDIA_STOPPED));
        stage.feed(new Input.PublicationState(camera.streamId(), PeerState.CLOSED));
        assertThat(bert.heard()).isEmpty();
    }
}
