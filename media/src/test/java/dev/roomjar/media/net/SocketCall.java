package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaServer;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.Receiver;
import dev.roomjar.media.ReceiverListener;
import dev.roomjar.media.testing.FakePublisher;
import dev.roomjar.media.testing.FakeReceiver;
import dev.roomjar.media.testing.FakeStream;
import dev.roomjar.media.testing.SocketPeers;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/** One publisher and some receivers on real sockets. */
final class SocketCall implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final SocketPeers peers;
    private final MediaSession session;
    private final FakePublisher publisher;
    private final Publication publication;
    private final List<FakeReceiver> receivers = new ArrayList<>();
    private final List<Viewer> ends = new ArrayList<>();
    private volatile PeerState publisherState = PeerState.CONNECTING;

    SocketCall(MediaServer server, int viewers) throws Exception {
        this(server, viewers, false, InetAddress.getLoopbackAddress());
    }

    /** @param from the address that peers send from */
    SocketCall(MediaServer server, int viewers, boolean tcp, InetAddress from) throws Exception {
        peers = new SocketPeers(from);
        session = server.openSession();
        publisher = peers.publisher(FakePublisher.Media.TYPICAL);
        publisher.prefersTcp(tcp);
        publication = get(session.publish(peers.call(publisher::offer), state -> publisherState = state));
        peers.call(() -> {
            publisher.answered(publication.answer());
            return true;
        });
        for (int i = 0; i < viewers; i++) {
            FakeReceiver receiver = peers.receiver();
            receiver.prefersTcp(tcp);
            receivers.add(receiver);
            Viewer viewer = new Viewer(receiver);
            viewer.receiver = get(session.receive(viewer));
            ends.add(viewer);
            get(viewer.receiver.subscribe(publication));
            // One handshake after the other: dozens at once on a cold and busy machine would outlast their own time
            // limit.
            await(receiver::isConnected);
        }
    }

    /** Answers each offer on the peers' thread. */
    private final class Viewer implements ReceiverListener {
        private final FakeReceiver peer;
        private volatile Receiver receiver;

        @SuppressWarnings("NullAway.Init") // set before the first subscription and so before the first offer
        private Viewer(FakeReceiver peer) {
            this.peer = peer;
        }

        @Override
        public void offered(Offer offer) {
            Thread.ofVirtual().start(() -> {
                String answer = peers.call(() -> peer.answer(offer.sdp()));
                receiver.answer(offer.revision(), answer);
            });
        }

        @Override
        public void stateChanged(PeerState state) {}
    }

    PeerState publisherState() {
        return publisherState;
    }

    /** Whole frames of the receiver that has the fewest. */
    int frames() {
        return peers.call(() -> smallest(stream -> stream.frames().whole()));
    }

    int corruptPackets() {
        return peers.call(() -> receivers.stream()
                .flatMap(receiver -> receiver.videos())
                .mapToInt(stream -> stream.frames().corrupt())
                .sum());
    }

    private int smallest(ToIntFunction<FakeStream> figure) {
        return receivers.stream()
                .mapToInt(receiver -> receiver.videos().mapToInt(figure).min().orElse(0))
                .min()
                .orElse(0);
    }

    void awaitFrames(int count) throws InterruptedException {
        await(() -> smallest(stream -> stream.frames().whole()) >= count);
        assertThat(frames())
                .as("whole frames at every receiver; handshakes failed: %s", failures())
                .isGreaterThanOrEqualTo(count);
    }

    /** No more connectivity checks: what is measured from now on is media. */
    void leaveChecks() {
        boolean ignored = peers.call(() -> {
            publisher.leaveChecks();
            receivers.forEach(FakeReceiver::leaveChecks);
            return true;
        });
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (!peers.call(condition::getAsBoolean) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private List<String> failures() {
        return peers.call(() -> receivers.stream()
                .map(FakeReceiver::failure)
                .filter(reason -> !reason.isEmpty())
                .toList());
    }

    /** Has the publisher and all receivers restart ICE and come by TCP, or by UDP, from now on. */
    void restart(boolean tcp) throws Exception {
        publisher.prefersTcp(tcp);
        String answer = get(publication.renegotiate(peers.call(publisher::restartOffer)));
        peers.call(() -> {
            publisher.answered(answer);
            return true;
        });
        for (Viewer viewer : ends) {
            viewer.peer.prefersTcp(tcp);
            viewer.receiver.restartIce();
        }
    }

    /** Cuts the TCP connections of all peers. */
    void cut() {
        peers.cut(publisher);
        receivers.forEach(peers::cut);
    }

    /** Sends nonsense from addresses that the server trusts. */
    void sendNonsenseFromPeers(Random random, int datagrams) {
        for (int i = 0; i < datagrams; i++) {
            byte[] bytes = Hostile.nonsense(random);
            peers.call(() -> {
                publisher.transmit(bytes, 0, bytes.length);
                receivers.getFirst().transmit(bytes, 0, bytes.length);
                return true;
            });
        }
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        session.close();
        peers.close();
    }
}
