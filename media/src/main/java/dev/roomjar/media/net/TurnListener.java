package dev.roomjar.media.net;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.turn.FiveTuple;
import dev.roomjar.media.turn.TurnResult;
import dev.roomjar.media.turn.TurnServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TURN server on sockets, in front of a media server in the same process: clients come by UDP, TCP or TLS to one port, and
 * reach the media server and nothing else.
 *
 * <p>Thread rule: every method may be called from any thread. Inside, one lock is around {@link TurnServer}: this is the way of
 * the few who cannot send UDP to the media server, not the way of all packets.
 */
public final class TurnListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TurnListener.class);
    private static final int BACKLOG = 200;
    private static final int PORTS_TO_TRY = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Counters counters = new Counters();
    private final MediaRoutes routes;
    private final TurnLoop loop;
    private final TurnAcceptor acceptor;
    private final TurnServer server;

    private TurnListener(TurnConfig config, Supplier<List<UdpRoute>> media, ServerSocket tcp, DatagramChannel udp)
            throws IOException {
        routes = new MediaRoutes(config.bindAddress(), media);
        loop = new TurnLoop(udp, new Datagrams());
        acceptor = new TurnAcceptor(config, tcp, new Streams(), lock, counters);
        server = new TurnServer(
                config.settings(),
                new MediaRelays(routes, loop),
                InstantSource.system(),
                new SecureRandom(),
                counters,
                System.nanoTime());
    }

    /**
     * Binds the sockets and starts.
     *
     * @param media one that {@link MediaServers} started
     * @throws MediaException where the port is taken; the message says so
     */
    public static TurnListener start(TurnConfig config, MediaServer media) {
        if (!(media instanceof LoopServer loops)) {
            throw new IllegalArgumentException("TURN leads to media servers of MediaServers.start, not to " + media);
        }
        return start(config, loops::udpRoutes);
    }

    static TurnListener start(TurnConfig config, Supplier<List<UdpRoute>> media) {
        for (int attempt = 1; ; attempt++) {
            try {
                return bind(config, media);
            } catch (IOException e) {
                // A free TCP port need not be free in UDP.
                if (config.port() != 0 || attempt == PORTS_TO_TRY) {
                    throw new MediaException("cannot open TURN port " + config.port() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static TurnListener bind(TurnConfig config, Supplier<List<UdpRoute>> media) throws IOException {
        ServerSocket tcp = new ServerSocket();
        DatagramChannel udp = DatagramChannel.open();
        try {
            tcp.setReuseAddress(true);
            tcp.bind(new InetSocketAddress(config.bindAddress(), config.port()), BACKLOG);
            udp.bind(new InetSocketAddress(config.bindAddress(), tcp.getLocalPort()));
            TurnListener listener = new TurnListener(config, media, tcp, udp);
            listener.loop.start();
            listener.acceptor.start();
            LOG.info("TURN on {} port {}", config.bindAddress().getHostAddress(), tcp.getLocalPort());
            return listener;
        } catch (IOException | RuntimeException e) {
            tcp.close();
            udp.close();
            throw e;
        }
    }

    /** The port, of UDP and TCP alike. */
    public int port() {
        return acceptor.port();
    }

    /** The current value of a counter; those that are not about TURN are 0. */
    public long count(MediaCounter counter) {
        return counters.count(counter);
    }

    private void fromClient(FiveTuple client, byte[] buffer, int length, long nowNanos) {
        lock.lock();
        try {
            carryOut(server.receive(client, buffer, 0, length, nowNanos));
        } finally {
            lock.unlock();
        }
    }

    private void carryOut(TurnResult result) {
        switch (result) {
            case TurnResult.ToClient(FiveTuple client, byte[] bytes) -> send(client, bytes);
            case TurnResult.ToPeer datagram ->
                datagram.socket().send(datagram.peer(), datagram.buffer(), datagram.offset(), datagram.length());
            case TurnResult.Discard _ -> {}
        }
    }

    private void send(FiveTuple client, byte[] bytes) {
        if (!client.overStream()) {
            loop.send(client, bytes);
            return;
        }
        TurnConnection connection = acceptor.find(client);
        if (connection != null && !connection.send(bytes)) {
            counters.increment(MediaCounter.TURN_DISCARDED_OVERFLOWED);
        }
    }

    private final class Datagrams implements TurnLoop.Handler {
        @Override
        public void fromClient(FiveTuple client, byte[] buffer, int length, long nowNanos) {
            TurnListener.this.fromClient(client, buffer, length, nowNanos);
        }

        @Override
        public void fromPeer(MediaRelay relay, TransportAddress peer, byte[] buffer, int length, long nowNanos) {
            lock.lock();
            try {
                carryOut(server.relayed(relay, peer, buffer, 0, length, nowNanos));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void tick(long nowNanos) {
            lock.lock();
            try {
                routes.refresh();
                server.advance(nowNanos);
                acceptor.closeIdle(client -> server.isAllocated(client, nowNanos), nowNanos);
            } finally {
                lock.unlock();
            }
        }

        /** Called with the lock held, like everything that sends. */
        @Override
        public void lost() {
            counters.increment(MediaCounter.TURN_DISCARDED_OVERFLOWED);
        }
    }

    private final class Streams implements TurnConnection.Handler {
        @Override
        public void fromClient(FiveTuple client, byte[] buffer, int length, long nowNanos) {
            TurnListener.this.fromClient(client, buffer, length, nowNanos);
        }

        @Override
        public void closed(TurnConnection connection) {
            lock.lock();
            try {
                if (acceptor.forget(connection)) {
                    server.disconnected(connection.client());
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Ends all allocations and frees sockets and threads. Closing twice is harmless. */
    @Override
    public void close() {
        lock.lock();
        try {
            acceptor.close();
            server.close();
        } catch (IOException e) {
            LOG.warn("closing the TURN port failed", e);
        } finally {
            lock.unlock();
        }
        loop.close();
    }
}
