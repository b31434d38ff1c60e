package dev.roomjar.media.testing;

import dev.roomjar.media.dtls.DtlsCertificate;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Mailbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fake peers on real sockets, each with a port of its own, all on one thread: for tests of the whole server and for load
 * generators. The one class of this package with sockets, a thread and a clock.
 *
 * <p>Thread rule: any thread; touch the peers themselves only by {@link #call}.
 */
public final class SocketPeers implements AutoCloseable {
    private final InetSocketAddress bind;
    private final Selector selector;
    private final Queue<Mailbox.Task> tasks = new ConcurrentLinkedQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final FakePeer.Environment environment;
    private final Thread thread;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(2_048);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(2_048);
    private final byte[] received = new byte[2_048];
    private volatile boolean closing;

    private static final class Socket {
        private final DatagramChannel channel;
        private final Map<TransportAddress, InetSocketAddress> targets = new HashMap<>();
        private @Nullable PeerConnection tcp;
        private FakePeer peer;
        private long deadline;

        @SuppressWarnings("NullAway.Init") // the peer sends through the socket that it is made with
        private Socket(DatagramChannel channel) {
            this.channel = channel;
        }
    }

    /** @param host the local address that peers send from */
    public SocketPeers(InetAddress host) {
        bind = new InetSocketAddress(host, 0);
        SecureRandom random = new SecureRandom();
        environment = new FakePeer.Environment(this::post, DtlsCertificate.generate(random, Instant.now()), random);
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().name("fake-peers").daemon().start(this::run);
    }

    private void post(Mailbox.Task task) {
        tasks.add(task);
        selector.wakeup();
    }

    public FakePublisher publisher(FakePublisher.Media media) {
        return call(() -> open(network -> new FakePublisher(environment, network, media)));
    }

    public FakeReceiver receiver() {
        return call(() -> open(network -> new FakeReceiver(environment, network)));
    }

    private <P extends FakePeer> P open(Function<PeerNetwork, P> factory) {
        try {
            DatagramChannel channel = DatagramChannel.open();
            channel.bind(bind);
            channel.configureBlocking(false);
            Socket socket = new Socket(channel);
            P peer = factory.apply((to, buffer, offset, length, now) -> send(socket, to, buffer, offset, length));
            socket.peer = peer;
            channel.register(selector, SelectionKey.OP_READ, socket);
            sockets.add(socket);
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(Socket socket, TransportAddress to, byte[] buffer, int offset, int length) {
        if (to.isTcp()) {
            connection(socket, to).send(buffer, offset, length);
            return;
        }
        outgoing.clear().put(buffer, offset, length).flip();
        try {
            socket.channel.send(outgoing, socket.targets.computeIfAbsent(to, TransportAddress::toSocketAddress));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PeerConnection connection(Socket socket, TransportAddress to) {
        PeerConnection known = socket.tcp;
        if (known != null && known.isOpen()) {
            return known;
        }
        PeerConnection made = PeerConnection.open(
                bind,
                to.toSocketAddress(),
                (buffer, offset, length, now) -> socket.peer.receive(buffer, offset, length, now),
                selector,
                socket);
        socket.tcp = made;
        return made;
    }

    /** Cuts a peer's TCP connection, if it has one; the next packet over TCP opens another. */
    public void cut(FakePeer peer) {
        call(() -> {
            sockets.stream()
                    .filter(socket -> socket.peer == peer && socket.tcp != null)
                    .forEach(socket -> Objects.requireNonNull(socket.tcp).close());
            return true;
        });
    }

    /** Does something with peers on their thread and gives its result. */
    public <T> T call(Supplier<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        post(now -> {
            try {
                result.complete(action.get());
            } catch (RuntimeException | AssertionError e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }

    private void run() {
        long deadline = Long.MAX_VALUE;
        try {
            while (!closing) {
                deadline = turn(deadline);
            }
            for (Socket socket : sockets) {
                socket.channel.close();
                if (socket.tcp != null) {
                    socket.tcp.close();
                }
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long turn(long deadline) throws IOException {
        long wait = deadline - System.nanoTime();
        if (wait > 0) {
            selector.select(Math.clamp(wait / 1_000_000 + 1, 1, 1_000));
        } else {
            selector.selectNow();
        }
        long now = System.nanoTime();
        for (SelectionKey key : selector.selectedKeys()) {
            Socket socket = (Socket) key.attachment();
            if (key.channel() == socket.channel) {
                read(socket, now);
            } else if (key.isValid() && socket.tcp != null) {
                socket.tcp.receive(now);
                socket.deadline = Math.min(socket.deadline, now);
            }
        }
        selector.selectedKeys().clear();
        boolean touched = !tasks.isEmpty();
        for (Mailbox.Task task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run(now);
        }
        long next = Long.MAX_VALUE;
        for (Socket socket : sockets) {
            if (touched || socket.deadline <= now) {
                socket.deadline = socket.peer.advance(now);
            }
            next = Math.min(next, socket.deadline);
        }
        return next;
    }

    private void read(Socket socket, long now) throws IOException {
        while (true) {
            incoming.clear();
            if (socket.channel.receive(incoming) == null) {
                break;
            }
            incoming.flip();
            int length = incoming.limit();
            incoming.get(received, 0, length);
            socket.peer.receive(received, 0, length, now);
        }
        socket.deadline = Math.min(socket.deadline, now);
    }

    @Override
    public void close() {
        post(now -> {
            sockets.forEach(socket -> socket.peer.close());
            closing = true;
        });
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
