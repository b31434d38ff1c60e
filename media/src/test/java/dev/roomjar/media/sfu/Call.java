package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaSession;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.PublicationListener;
import dev.roomjar.media.Receiver;
import dev.roomjar.media.ReceiverListener;
import dev.roomjar.media.SessionListener;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.media.testing.FakePublisher;
import dev.roomjar.media.testing.FakeReceiver;
import dev.roomjar.media.testing.FakeStream;
import dev.roomjar.media.testing.Simulation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A session in simulated time with publishers and receivers that speak to it as browsers do. */
final class Call implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final Simulation simulation;
    final MediaSession session;

    /** One publishing end. */
    final class Sender implements PublicationListener {
        final FakePublisher peer;
        final List<PeerState> states = new ArrayList<>();

        /** The highest layers wanted, in the order in which they were told. */
        final List<Integer> wanted = new ArrayList<>();

        final Publication publication;

        private Sender(FakePublisher peer) {
            this.peer = peer;
            publication = get(session.publish(peer.offer(), this));
            peer.answered(publication.answer());
        }

        @Override
        public void stateChanged(PeerState state) {
            states.add(state);
        }

        @Override
        public void layersWanted(int highest, int layers) {
            wanted.add(highest);
        }

        void renegotiate(String offer) {
            peer.answered(get(publication.renegotiate(offer)));
        }
    }

    /** One receiving end; answers offers as soon as they come, unless told not to. */
    final class Viewer implements ReceiverListener {
        final FakeReceiver peer = simulation.receiver();
        final List<PeerState> states = new ArrayList<>();
        final List<Offer> offers = new ArrayList<>();
        final List<VideoQuality> qualities = new ArrayList<>();
        final Receiver receiver;
        private final Queue<Offer> unanswered = new ArrayDeque<>();
        boolean answers = true;

        private Viewer() {
            receiver = get(session.receive(this));
        }

        @Override
        public void offered(Offer offer) {
            offers.add(offer);
            unanswered.add(offer);
            if (answers) {
                answer();
            }
        }

        /** Answers the oldest offer that has no answer yet. */
        void answer() {
            Offer offer = unanswered.remove();
            receiver.answer(offer.revision(), peer.answer(offer.sdp()));
        }

        @Override
        public void stateChanged(PeerState state) {
            states.add(state);
        }

        @Override
        public void videoQualityChanged(String subscription, VideoQuality quality) {
            qualities.add(quality);
        }

        Subscription subscribe(Sender to) {
            return get(receiver.subscribe(to.publication));
        }

        Mids mids(Subscription subscription) {
            return offers.getLast().subscriptions().stream()
                    .filter(mids -> mids.subscription().equals(subscription.id()))
                    .findFirst()
                    .orElseThrow();
        }

        FakeStream video(Subscription subscription) {
            return peer.stream(mids(subscription).videoMid()).orElseThrow();
        }

        FakeStream audio(Subscription subscription) {
            return peer.stream(mids(subscription).audioMid()).orElseThrow();
        }
    }

    Call(long seed) {
        this(seed, SessionListener.NONE, MediaSession.AUDIBLE_AT_ONCE);
    }

    Call(long seed, SessionListener listener, int audibleAtOnce) {
        this(new Simulation(seed), listener, audibleAtOnce);
        System.out.println("seed " + seed);
    }

    /** Another session of a server; to close it is to close the server. */
    Call(Simulation simulation, SessionListener listener, int audibleAtOnce) {
        this.simulation = simulation;
        session = simulation.openSession(listener, audibleAtOnce);
    }

    Sender sender() {
        return new Sender(simulation.publisher(FakePublisher.Media.TYPICAL));
    }

    Sender sender(FakePublisher.Media media) {
        return new Sender(simulation.publisher(media));
    }

    Sender sender(FakePublisher peer) {
        return new Sender(peer);
    }

    Viewer viewer() {
        return new Viewer();
    }

    void awaitConnected(Sender sender) {
        await(() -> sender.states.contains(PeerState.CONNECTED), "the publisher is connected");
    }

    void awaitConnected(Viewer viewer) {
        await(() -> viewer.states.contains(PeerState.CONNECTED), "the receiver is connected");
    }

    void await(java.util.function.BooleanSupplier condition, String what) {
        assertThat(simulation.runUntil(condition, PATIENCE)).as(what).isTrue();
    }

    void run(Duration time) {
        simulation.run(time);
    }

    <T> T get(CompletionStage<T> stage) {
        simulation.settle();
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).as("the request is done at once").isDone();
        return future.join();
    }

    @Override
    public void close() {
        simulation.close();
    }
}
