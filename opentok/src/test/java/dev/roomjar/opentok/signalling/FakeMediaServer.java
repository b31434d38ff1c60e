package dev.roomjar.opentok.signalling;

import dev.roomjar.media.Admission;
import dev.roomjar.media.AdvertisedAddress;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.MediaStatistics;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Player;
import dev.roomjar.media.PlayerListener;
import dev.roomjar.media.Publication;
import dev.roomjar.media.PublicationListener;
import dev.roomjar.media.Receiver;
import dev.roomjar.media.ReceiverListener;
import dev.roomjar.media.SessionListener;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.media.Wishes;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A media server without media, behind the real door: everything happens on one thread of its own, as on a media loop. What
 * was asked of it is kept in {@link #calls}. An offer that says "unusable" is refused, one that says "broken" fails inside.
 */
final class FakeMediaServer implements MediaServer {
    private final ExecutorService loop = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("fake-media-loop").factory());
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final List<FakeSession> sessions = new ArrayList<>();
    private int lastId;

    /** Waits for a call that begins so, passing over others. */
    String awaitCall(String beginning) throws InterruptedException {
        for (String call = next(); ; call = next()) {
            if (call.startsWith(beginning)) {
                return call;
            }
        }
    }

    private String next() throws InterruptedException {
        return Optional.ofNullable(calls.poll(10, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("the media server was not asked for it"));
    }

    /** Reports a state of every live publication. */
    void publicationsAre(PeerState state) {
        loop.execute(() -> sessions.stream()
                .flatMap(session -> session.publications.stream())
                .toList()
                .forEach(publication -> publication.listener.stateChanged(state)));
    }

    /** Tells every live publication which layers are wanted. */
    void layersAreWanted(int highest, int layers) {
        loop.execute(() -> sessions.stream()
                .flatMap(session -> session.publications.stream())
                .toList()
                .forEach(publication -> publication.listener.layersWanted(highest, layers)));
    }

    /** Has those who published speak, the first one last. */
    void everybodySpeaks() {
        loop.execute(() ->
                sessions.forEach(session -> session.listener.activeSpeakers(session.publications.reversed().stream()
                        .map(FakePublication::id)
                        .toList())));
    }

    /** Reports a quality of every live subscription. */
    void qualityIs(VideoQuality quality) {
        loop.execute(() -> sessions.stream()
                .flatMap(session -> session.receivers.stream())
                .toList()
                .forEach(receiver -> receiver.subscriptions.forEach(
                        subscription -> receiver.listener.videoQualityChanged(subscription.id, quality))));
    }

    /** Reports a state of every live receiver. */
    void receiversAre(PeerState state) {
        loop.execute(() -> sessions.stream()
                .flatMap(session -> session.receivers.stream())
                .toList()
                .forEach(receiver -> receiver.listener.stateChanged(state)));
    }

    @Override
    public MediaSession openSession(SessionListener listener, int audibleAtOnce) {
        calls.add("openSession");
        FakeSession session = new FakeSession(listener);
        loop.execute(() -> sessions.add(session));
        return session;
    }

    @Override
    public Admission admission() {
        return Admission.OPEN;
    }

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<AdvertisedAddress> advertised() {
        return List.of();
    }

    @Override
    public List<InetSocketAddress> advertisedAddresses() {
        return List.of();
    }

    @Override
    public List<Double> loads() {
        return List.of(0.0);
    }

    @Override
    public long count(MediaCounter counter) {
        return 0;
    }

    @Override
    public void close() {
        loop.shutdown();
    }

    private <T> CompletionStage<T> onLoop(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, loop);
    }

    private String id(String kind) {
        return kind + ++lastId;
    }

    private final class FakeSession implements MediaSession {
        private final SessionListener listener;
        private final List<FakePublication> publications = new ArrayList<>();
        private final List<FakeReceiver> receivers = new ArrayList<>();

        FakeSession(SessionListener listener) {
            this.listener = listener;
        }

        @Override
        public CompletionStage<MediaStatistics> statistics() {
            return CompletableFuture.completedFuture(MediaStatistics.NOTHING);
        }

        @Override
        public CompletionStage<Publication> publish(String offer, PublicationListener listener) {
            return onLoop(() -> {
                calls.add("publish " + offer);
                if (offer.contains("unusable")) {
                    throw new MediaException("The offer has no codec in common with this server.");
                }
                if (offer.contains("broken")) {
                    throw new IllegalStateException("secret details");
                }
                FakePublication publication = new FakePublication(this, id("publication"), offer, listener);
                publications.add(publication);
                listener.stateChanged(PeerState.CONNECTING);
                return publication;
            });
        }

        @Override
        public CompletionStage<Receiver> receive(ReceiverListener listener) {
            return onLoop(() -> {
                calls.add("receive");
                FakeReceiver receiver = new FakeReceiver(listener);
                receivers.add(receiver);
                return receiver;
            });
        }

        @Override
        public Admission admission() {
            return Admission.OPEN;
        }

        @Override
        public CompletionStage<Player> play(String offer, int places, PlayerListener listener) {
            return onLoop(() -> {
                calls.add("play " + places + " " + offer);
                if (offer.contains("unusable")) {
                    throw new MediaException("The offer has no section that receives.");
                }
                return new FakePlayer(id("player"), offer, places, listener);
            });
        }

        @Override
        public void close() {
            calls.add("closeSession");
            loop.execute(() -> sessions.remove(this));
        }
    }

    private final class FakePlayer implements Player {
        private final String id;
        private final int places;
        private final PlayerListener listener;
        private volatile String answer;

        FakePlayer(String id, String offer, int places, PlayerListener listener) {
            this.id = id;
            this.places = places;
            this.listener = listener;
            this.answer = "answer to " + offer;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String answer() {
            return answer;
        }

        @Override
        public int places() {
            return places;
        }

        @Override
        public CompletionStage<Void> watch(int place, @Nullable Publication publication) {
            return onLoop(() -> {
                        calls.add("watch " + place + " " + (publication == null ? "nothing" : publication.id()));
                        return place;
                    })
                    .thenAccept(done -> {});
        }

        @Override
        public void switchTo(int place, boolean audio, boolean video) {
            loop.execute(() -> calls.add("switch " + place + " audio " + audio + " video " + video));
        }

        @Override
        public CompletionStage<String> renegotiate(String offer) {
            return onLoop(() -> {
                answer = "answer to " + offer;
                return answer;
            });
        }

        @Override
        public void close() {
            loop.execute(() -> listener.stateChanged(PeerState.CLOSED));
        }
    }

    private final class FakePublication implements Publication {
        private final FakeSession session;
        private final String id;
        private final PublicationListener listener;
        private volatile String answer;

        FakePublication(FakeSession session, String id, String offer, PublicationListener listener) {
            this.session = session;
            this.id = id;
            this.answer = "answer to " + offer;
            this.listener = listener;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String answer() {
            return answer;
        }

        @Override
        public CompletionStage<String> renegotiate(String offer) {
            return onLoop(() -> {
                calls.add("renegotiate " + offer);
                answer = "answer to " + offer;
                return answer;
            });
        }

        @Override
        public void close() {
            calls.add("closePublication");
            loop.execute(() -> {
                session.publications.remove(this);
                listener.stateChanged(PeerState.CLOSED);
            });
        }
    }

    private final class FakeReceiver implements Receiver {
        private final ReceiverListener listener;
        private final List<FakeSubscription> subscriptions = new ArrayList<>();
        private int revision;

        FakeReceiver(ReceiverListener listener) {
            this.listener = listener;
        }

        @Override
        public CompletionStage<Subscription> subscribe(Publication publication) {
            return onLoop(() -> {
                calls.add("subscribe");
                FakeSubscription subscription = new FakeSubscription(this, id("subscription"));
                subscriptions.add(subscription);
                // Ahead of the result: the server must hold the offer back until the client knows the subscription.
                offer("offer");
                return subscription;
            });
        }

        @Override
        public CompletionStage<Void> answer(int answered, String sdp) {
            return onLoop(() -> {
                calls.add("answer " + answered + " " + sdp);
                if (sdp.contains("unusable")) {
                    throw new MediaException("The answer has no fingerprint.");
                }
                return null;
            });
        }

        @Override
        public void restartIce() {
            loop.execute(() -> {
                calls.add("restartIce");
                offer("offer with new credentials");
            });
        }

        @Override
        public void close() {
            calls.add("closeReceiver");
            loop.execute(() -> listener.stateChanged(PeerState.CLOSED));
        }

        private void offer(String sdp) {
            listener.offered(new ReceiverListener.Offer(
                    ++revision,
                    sdp,
                    subscriptions.stream()
                            .map(subscription -> new ReceiverListener.Mids(subscription.id, "a", "v"))
                            .toList()));
        }
    }

    private final class FakeSubscription implements Subscription {
        private final FakeReceiver receiver;
        private final String id;

        FakeSubscription(FakeReceiver receiver, String id) {
            this.receiver = receiver;
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public void audio(boolean on) {
            calls.add("audio " + on);
        }

        @Override
        public void video(boolean on) {
            calls.add("video " + on);
        }

        @Override
        public void wishes(Wishes wishes) {
            calls.add("wishes " + wishes);
        }

        @Override
        public void close() {
            calls.add("closeSubscription");
            loop.execute(() -> {
                receiver.subscriptions.remove(this);
                receiver.offer("offer without");
            });
        }
    }
}
