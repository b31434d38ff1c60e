package dev.roomjar.opentok.live;

import dev.roomjar.media.Admission;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.MediaStatistics;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Player;
import dev.roomjar.media.PlayerListener;
import dev.roomjar.media.Publication;
import dev.roomjar.media.PublicationListener;
import dev.roomjar.media.SessionListener;
import dev.roomjar.opentok.SessionStatistics;
import dev.roomjar.opentok.SessionStatistics.StreamForwarded;
import dev.roomjar.opentok.SessionStatistics.StreamReceived;
import dev.roomjar.opentok.SessionStatistics.Viewer;
import dev.roomjar.opentok.StreamInfo;
import dev.roomjar.opentok.session.ConnectionInfo;
import dev.roomjar.opentok.session.Input;
import dev.roomjar.opentok.session.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The media of one session: does what the session asks of the media server and brings back what came of it. Lives on the
 * session's mailbox; the media server's threads only post to it.
 */
final class SessionMedia {
    private final MediaSession media;
    private final Executor mailbox;
    private final Consumer<Input> inputs;
    private final Map<String, CompletionStage<Publication>> publications = new HashMap<>();

    /** By the media server's names for them. */
    private final Map<String, String> streamIds = new HashMap<>();

    private final Map<String, ReceivingEnd> receivers = new HashMap<>();
    private final Gates gates = new Gates();

    /** @param opener opens the media server's session */
    SessionMedia(Function<SessionListener, MediaSession> opener, Executor mailbox, Consumer<Input> inputs) {
        this.mailbox = mailbox;
        this.inputs = inputs;
        this.media = opener.apply(this::activeSpeakers);
    }

    /** Called on a media loop's thread. */
    private void activeSpeakers(List<String> publicationIds) {
        mailbox.execute(() -> inputs.accept(new Input.ActiveSpeakersChanged(publicationIds.stream()
                .flatMap(id -> Stream.ofNullable(streamIds.get(id)))
                .toList())));
    }

    void publish(Output.OpenPublication open) {
        String streamId = open.streamId();
        CompletionStage<Publication> publication =
                Media.attempt(() -> media.publish(open.offer(), new PublisherEvents(streamId)));
        publications.put(streamId, publication);
        publication.whenComplete((opened, error) -> mailbox.execute(() -> {
            if (error == null) {
                streamIds.put(opened.id(), streamId);
                inputs.accept(new Input.PublicationOpened(streamId, opened.answer()));
            } else {
                publications.remove(streamId);
                inputs.accept(new Input.PublicationRefused(streamId, Media.message(error)));
            }
        }));
    }

    void renegotiate(Output.Renegotiate renegotiate) {
        publication(renegotiate.streamId())
                .thenCompose(publication -> publication.renegotiate(renegotiate.offer()))
                .whenComplete((answer, error) -> post(
                        error == null
                                ? new Input.Renegotiated(renegotiate.replyTo(), answer)
                                : new Input.DescriptionRefused(renegotiate.replyTo(), Media.message(error))));
    }

    void unpublish(Output.ClosePublication close) {
        publication(close.streamId()).thenAccept(Publication::close);
        publications.remove(close.streamId());
        streamIds.values().remove(close.streamId());
        gates.forget(close.streamId());
    }

    void subscribe(Output.OpenSubscription open) {
        receivers
                .compute(
                        open.connectionId(),
                        (connectionId, end) -> end == null || end.isClosed()
                                ? new ReceivingEnd(connectionId, media, mailbox, inputs)
                                : end)
                .subscribe(open.subscriptionId(), publication(open.streamId()));
    }

    void switchTo(Output.SwitchSubscription change) {
        receiver(change.connectionId())
                .ifPresent(end -> end.switchTo(change.subscriptionId(), change.audio(), change.video()));
    }

    void gate(Output.Gate gate) {
        gates.set(gate.streamId(), gate.audio(), gate.video());
    }

    void wish(Output.Wish wish) {
        receiver(wish.connectionId()).ifPresent(end -> end.wish(wish.subscriptionId(), wish.wishes()));
    }

    void unsubscribe(Output.CloseSubscription close) {
        receiver(close.connectionId()).ifPresent(end -> end.unsubscribe(close.subscriptionId()));
    }

    void answer(Output.TakeAnswer take) {
        receiver(take.connectionId())
                .ifPresentOrElse(
                        end -> end.answer(take.replyTo(), take.revision(), take.answer()),
                        () -> post(new Input.DescriptionRefused(
                                take.replyTo(), "The receiving peer connection is closed.")));
    }

    void restartIce(Output.RestartIce restart) {
        receiver(restart.connectionId()).ifPresent(ReceivingEnd::restartIce);
    }

    void closeReceiver(Output.CloseReceiver close) {
        receiver(close.connectionId()).ifPresent(ReceivingEnd::close);
        receivers.remove(close.connectionId());
    }

    /** From any thread. */
    Admission admission() {
        return media.admission();
    }

    CompletionStage<MediaStatistics> statistics() {
        return media.statistics();
    }

    /** Gives what was counted the session's names. */
    SessionStatistics named(MediaStatistics counted, List<StreamInfo> streams, List<ConnectionInfo> connections) {
        Map<String, StreamInfo> shown =
                streams.stream().collect(Collectors.toMap(StreamInfo::streamId, Function.identity()));
        Map<String, ConnectionInfo> present =
                connections.stream().collect(Collectors.toMap(ConnectionInfo::connectionId, Function.identity()));
        return new SessionStatistics(
                counted.publications().stream()
                        .filter(received -> shown.containsKey(streamId(received.publication())))
                        .map(received -> new StreamReceived(
                                Objects.requireNonNull(shown.get(streamId(received.publication()))), received))
                        .toList(),
                counted.receivers().stream()
                        .map(receiver -> viewer(receiver, present))
                        .toList());
    }

    private Viewer viewer(MediaStatistics.Receiving counted, Map<String, ConnectionInfo> present) {
        ConnectionInfo connection = receivers.entrySet().stream()
                .filter(entry -> entry.getValue().hasAny(counted.subscriptions()))
                .map(entry -> present.get(entry.getKey()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Viewer(
                connection == null ? "" : connection.connectionId(),
                connection == null ? "" : connection.data(),
                counted,
                counted.subscriptions().stream()
                        .map(forwarded -> new StreamForwarded(streamId(forwarded.publication()), forwarded))
                        .toList());
    }

    /** Empty for one that ended meanwhile. */
    private String streamId(String publication) {
        return streamIds.getOrDefault(publication, "");
    }

    void close() {
        media.close();
    }

    CompletionStage<Player> play(String offer, int places, PlayerListener listener) {
        return Media.attempt(() -> media.play(offer, places, listener));
    }

    /** Shows a stream, or (null) nothing, in a place of a player. */
    CompletionStage<Void> watch(Player player, int place, @Nullable String streamId) {
        gates.watches(player, place, streamId);
        if (streamId == null) {
            return player.watch(place, null);
        }
        return publication(streamId)
                .thenComposeAsync(
                        publication -> {
                            CompletionStage<Void> shown = player.watch(place, publication);
                            gates.apply(player, place, streamId);
                            return shown;
                        },
                        mailbox);
    }

    private CompletionStage<Publication> publication(String streamId) {
        return publications.getOrDefault(
                streamId, CompletableFuture.failedStage(new IllegalStateException("no publication " + streamId)));
    }

    private Optional<ReceivingEnd> receiver(String connectionId) {
        return Optional.ofNullable(receivers.get(connectionId));
    }

    private void post(Input input) {
        mailbox.execute(() -> inputs.accept(input));
    }

    /** Called on a media loop's thread. */
    private final class PublisherEvents implements PublicationListener {
        private final String streamId;

        PublisherEvents(String streamId) {
            this.streamId = streamId;
        }

        @Override
        public void stateChanged(PeerState state) {
            post(new Input.PublicationState(streamId, state));
        }

        @Override
        public void layersWanted(int highest, int layers) {
            post(new Input.LayersWanted(streamId, highest, layers));
        }
    }
}
