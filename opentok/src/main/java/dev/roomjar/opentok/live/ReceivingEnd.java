package dev.roomjar.opentok.live;

import dev.roomjar.media.MediaSession;
import dev.roomjar.media.MediaStatistics;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.Receiver;
import dev.roomjar.media.ReceiverListener;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.media.Wishes;
import dev.roomjar.opentok.session.Input;
import dev.roomjar.opentok.session.ReplyTo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The receiving peer connection of one client, with its subscriptions under the session's names for them. Lives on the
 * session's mailbox. An offer is held back until the session knows every subscription in it.
 */
final class ReceivingEnd {
    private final String connectionId;
    private final Executor mailbox;
    private final Consumer<Input> inputs;
    private final CompletionStage<Receiver> receiver;
    private final Map<String, CompletionStage<Subscription>> subscriptions = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private int opening;
    private ReceiverListener.@Nullable Offer held;
    private boolean closed;

    ReceivingEnd(String connectionId, MediaSession media, Executor mailbox, Consumer<Input> inputs) {
        this.connectionId = connectionId;
        this.mailbox = mailbox;
        this.inputs = inputs;
        this.receiver = Media.attempt(() -> media.receive(new Listener()));
    }

    boolean isClosed() {
        return closed;
    }

    void subscribe(String subscriptionId, CompletionStage<Publication> publication) {
        opening++;
        CompletionStage<Subscription> subscription =
                receiver.thenCompose(end -> publication.thenCompose(end::subscribe));
        subscriptions.put(subscriptionId, subscription);
        subscription.whenComplete((opened, error) -> mailbox.execute(() -> {
            opening--;
            if (error == null) {
                names.put(opened.id(), subscriptionId);
                report(new Input.SubscriptionOpened(subscriptionId));
            } else {
                subscriptions.remove(subscriptionId);
                report(new Input.SubscriptionRefused(subscriptionId, Media.message(error)));
            }
            offer();
        }));
    }

    void switchTo(String subscriptionId, boolean audio, boolean video) {
        subscription(subscriptionId)
                .ifPresent(stage -> stage.thenAccept(subscription -> {
                    subscription.audio(audio);
                    subscription.video(video);
                }));
    }

    void wish(String subscriptionId, Wishes wishes) {
        subscription(subscriptionId).ifPresent(stage -> stage.thenAccept(subscription -> subscription.wishes(wishes)));
    }

    void unsubscribe(String subscriptionId) {
        subscription(subscriptionId).ifPresent(stage -> stage.thenAccept(Subscription::close));
        subscriptions.remove(subscriptionId);
    }

    void answer(ReplyTo replyTo, int revision, String sdp) {
        receiver.thenCompose(end -> end.answer(revision, sdp))
                .whenComplete((_, error) -> mailbox.execute(() -> report(
                        error == null
                                ? new Input.AnswerTaken(replyTo)
                                : new Input.DescriptionRefused(replyTo, Media.message(error)))));
    }

    void restartIce() {
        receiver.thenAccept(Receiver::restartIce);
    }

    /** Whether one of the media server's subscriptions is of this end. */
    boolean hasAny(List<MediaStatistics.Forwarded> subscriptions) {
        return subscriptions.stream().anyMatch(one -> names.containsKey(one.subscription()));
    }

    void close() {
        closed = true;
        receiver.thenAccept(Receiver::close);
    }

    private Optional<CompletionStage<Subscription>> subscription(String subscriptionId) {
        return Optional.ofNullable(subscriptions.get(subscriptionId));
    }

    private void offer() {
        ReceiverListener.Offer offer = held;
        if (offer == null || (opening > 0 && !names.keySet().containsAll(mediaNames(offer)))) {
            return;
        }
        held = null;
        List<Input.Placed> placed = offer.subscriptions().stream()
                .filter(mids -> names.containsKey(mids.subscription()))
                .map(mids ->
                        new Input.Placed(names.getOrDefault(mids.subscription(), ""), mids.audioMid(), mids.videoMid()))
                .toList();
        report(new Input.ReceiverOffered(connectionId, offer.revision(), offer.sdp(), placed));
    }

    private static List<String> mediaNames(ReceiverListener.Offer offer) {
        return offer.subscriptions().stream()
                .map(ReceiverListener.Mids::subscription)
                .toList();
    }

    private void report(Input input) {
        if (!closed) {
            inputs.accept(input);
        }
    }

    /** Called on a media loop's thread. */
    private final class Listener implements ReceiverListener {
        @Override
        public void offered(Offer offer) {
            mailbox.execute(() -> {
                held = offer;
                offer();
            });
        }

        @Override
        public void videoQualityChanged(String subscription, VideoQuality quality) {
            mailbox.execute(() -> {
                String subscriptionId = names.get(subscription);
                if (subscriptionId != null) {
                    report(new Input.VideoQualityChanged(subscriptionId, quality));
                }
            });
        }

        @Override
        public void stateChanged(PeerState state) {
            mailbox.execute(() -> {
                report(new Input.ReceiverState(connectionId, state));
                closed |= state == PeerState.CLOSED;
            });
        }
    }
}
