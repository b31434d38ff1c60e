package dev.roomjar.opentok.live;

import dev.roomjar.media.Admission;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.Player;
import dev.roomjar.media.PlayerListener;
import dev.roomjar.media.SessionListener;
import dev.roomjar.opentok.SessionStatistics;
import dev.roomjar.opentok.StreamInfo;
import dev.roomjar.opentok.session.Input;
import dev.roomjar.opentok.session.Output;
import dev.roomjar.opentok.session.Request;
import dev.roomjar.opentok.session.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session with its clients and its media. State is touched on its mailbox only. */
final class LiveSession {
    private final Session session;
    private final Surroundings surroundings;
    private final Mailbox mailbox;
    private final SessionMedia media;
    private final Consumer<List<StreamInfo>> speakers;
    private final Runnable whenEmpty;
    private final Map<Long, ClientSocket> sockets = new HashMap<>();
    private final AtomicInteger entering = new AtomicInteger();
    private volatile List<StreamInfo> streams = List.of();
    private int streamChanges;
    private long wakeUp = Session.NEVER;
    private volatile boolean ended;

    /**
     * @param media opens the media server's session
     * @param speakers told who speaks
     */
    LiveSession(
            Surroundings surroundings,
            Function<SessionListener, MediaSession> media,
            Consumer<List<StreamInfo>> speakers,
            Consumer<LiveSession> whenEmpty) {
        this.session = new Session(surroundings.limits(), surroundings.random());
        this.surroundings = surroundings;
        this.mailbox = new Mailbox(surroundings.threads());
        this.media = new SessionMedia(media, mailbox, this::handle);
        this.speakers = speakers;
        this.whenEmpty = () -> whenEmpty.accept(this);
    }

    // From any thread.

    /** Announces a client, so that the session does not end before it is here; {@link #enter} must follow. */
    void expect() {
        entering.incrementAndGet();
    }

    /** Whether no client is on its way in. */
    boolean expectsNobody() {
        return entering.get() == 0;
    }

    LiveClient enter(ClientSocket socket, Input.Join join) {
        mailbox.execute(() -> {
            sockets.put(join.socket(), socket);
            entering.decrementAndGet();
            handle(join);
        });
        return new Client(join.socket());
    }

    void post(Input input) {
        mailbox.execute(() -> handle(input));
    }

    Optional<StreamInfo> stream(String streamId) {
        return streams.stream()
                .filter(stream -> stream.streamId().equals(streamId))
                .findFirst();
    }

    Admission admission() {
        return media.admission();
    }

    List<StreamInfo> streams() {
        return streams;
    }

    CompletionStage<Egress> play(String offer, int places, PlayerListener listener) {
        return onMailbox(() -> media.play(offer, places, listener)).thenApply(Watching::new);
    }

    CompletionStage<SessionStatistics> statistics() {
        return onMailbox(media::statistics)
                .thenApplyAsync(counted -> media.named(counted, session.streams(), session.connections()), mailbox);
    }

    private <T> CompletionStage<T> onMailbox(Supplier<CompletionStage<T>> request) {
        return CompletableFuture.supplyAsync(request, mailbox).thenCompose(outcome -> outcome);
    }

    /** Frees the media and hangs up on whoever is still here, without a word: they try to come back. */
    void end() {
        ended = true;
        streams = List.of();
        media.close();
        mailbox.execute(() -> sockets.values().forEach(ClientSocket::hangUp));
    }

    // On the mailbox.

    private void handle(Input input) {
        if (ended) {
            return;
        }
        List<Output> outputs = session.handle(input, surroundings.clock().millis());
        if (session.streamChanges() != streamChanges) {
            // Before anybody hears of the change: who is told of a stream can look it up.
            streamChanges = session.streamChanges();
            streams = session.streams();
        }
        outputs.forEach(this::perform);
        sleep();
        if (session.isEmpty()) {
            whenEmpty.run();
        }
    }

    private void perform(Output output) {
        switch (output) {
            case Output.Tell tell -> socket(tell.socket()).ifPresent(socket -> socket.send(tell.message()));
            case Output.HangUp hangUp -> socket(hangUp.socket()).ifPresent(ClientSocket::hangUp);
            case Output.ActiveSpeakers active ->
                speakers.accept(active.streamIds().stream()
                        .flatMap(id -> stream(id).stream())
                        .toList());
            case Output.OpenPublication open -> media.publish(open);
            case Output.Renegotiate renegotiate -> media.renegotiate(renegotiate);
            case Output.ClosePublication close -> media.unpublish(close);
            case Output.OpenSubscription open -> media.subscribe(open);
            case Output.SwitchSubscription change -> media.switchTo(change);
            case Output.Gate gate -> media.gate(gate);
            case Output.Wish wish -> media.wish(wish);
            case Output.CloseSubscription close -> media.unsubscribe(close);
            case Output.TakeAnswer take -> media.answer(take);
            case Output.RestartIce restart -> media.restartIce(restart);
            case Output.CloseReceiver close -> media.closeReceiver(close);
        }
    }

    private Optional<ClientSocket> socket(long number) {
        return Optional.ofNullable(sockets.get(number));
    }

    private void sleep() {
        long deadline = session.nextDeadline();
        if (deadline < wakeUp) {
            wakeUp = deadline;
            surroundings.alarm(
                    deadline,
                    () -> mailbox.execute(() -> {
                        wakeUp = Session.NEVER;
                        handle(new Input.TimePassed());
                    }));
        }
    }

    private final class Client implements LiveClient {
        private final long socket;

        Client(long socket) {
            this.socket = socket;
        }

        @Override
        public void ask(Request request) {
            post(new Input.Asked(socket, request));
        }

        @Override
        public void lost(boolean left) {
            mailbox.execute(() -> {
                sockets.remove(socket);
                handle(new Input.SocketLost(socket, left));
            });
        }
    }

    private final class Watching implements Egress {
        private final Player player;

        Watching(Player player) {
            this.player = player;
        }

        @Override
        public String answer() {
            return player.answer();
        }

        @Override
        public int places() {
            return player.places();
        }

        @Override
        public CompletionStage<Void> watch(int place, @Nullable String streamId) {
            return onMailbox(() -> media.watch(player, place, streamId));
        }

        @Override
        public CompletionStage<String> renegotiate(String offer) {
            return player.renegotiate(offer);
        }

        @Override
        public void close() {
            player.close();
        }
    }
}
