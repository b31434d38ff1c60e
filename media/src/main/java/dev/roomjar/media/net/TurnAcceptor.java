package dev.roomjar.media.net;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.turn.FiveTuple;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts TCP connections of TURN clients, as many as the limits allow. All methods but the constructor need the lock. */
final class TurnAcceptor {
    private static final Logger LOG = LoggerFactory.getLogger(TurnAcceptor.class);

    private final TurnConfig config;
    private final ServerSocket server;
    private final TurnConnection.Handler handler;
    private final ReentrantLock lock;
    private final Counters counters;
    private final Map<FiveTuple, TurnConnection> connections = new HashMap<>();
    private final Map<TransportAddress, Integer> perAddress = new HashMap<>();

    /**
     * Owns the socket from here on.
     *
     * @param lock guards this object and the counters
     */
    TurnAcceptor(
            TurnConfig config,
            ServerSocket server,
            TurnConnection.Handler handler,
            ReentrantLock lock,
            Counters counters) {
        this.config = config;
        this.server = server;
        this.handler = handler;
        this.lock = lock;
        this.counters = counters;
    }

    void start() {
        Thread.ofVirtual().name("turn-accept").start(this::run);
    }

    private void run() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                lock.lock();
                try {
                    accepted(socket);
                } finally {
                    lock.unlock();
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("accepting a TURN connection failed: {}", e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.error("accepting a TURN connection failed", e);
            }
        }
    }

    private void accepted(Socket socket) throws IOException {
        if (!socket.isConnected() || socket.getRemoteSocketAddress() == null) {
            socket.close();
            return;
        }
        TurnConnection connection = new TurnConnection(socket, config.tls(), handler, System.nanoTime());
        TurnConnection before = connections.get(connection.client());
        if (before != null) {
            // The client took its port again before we noticed that the old connection is gone.
            before.close();
            handler.closed(before);
        }
        TransportAddress host = host(connection.client());
        boolean tooMany = connections.size() >= config.maximumConnections()
                || perAddress.getOrDefault(host, 0) >= config.connectionsPerAddress();
        if (tooMany || server.isClosed()) {
            counters.increment(MediaCounter.TURN_CONNECTIONS_REFUSED);
            connection.close();
            return;
        }
        counters.increment(MediaCounter.TURN_CONNECTIONS_OPENED);
        connections.put(connection.client(), connection);
        perAddress.merge(host, 1, Integer::sum);
        connection.start();
    }

    /** One household or machine has a /64 of IPv6 to itself. */
    private static TransportAddress host(FiveTuple client) {
        TransportAddress address = client.client();
        return new TransportAddress(address.high(), address.isIpv4() ? address.low() : 0, 0);
    }

    @Nullable
    TurnConnection find(FiveTuple client) {
        return connections.get(client);
    }

    /** False where it was forgotten before. */
    boolean forget(TurnConnection connection) {
        boolean known = connections.remove(connection.client(), connection);
        if (known) {
            perAddress.computeIfPresent(host(connection.client()), (_, count) -> count == 1 ? null : count - 1);
        }
        return known;
    }

    /** Closes connections that have gone without an allocation for too long. */
    void closeIdle(Predicate<FiveTuple> isAllocated, long nowNanos) {
        long patience = config.proofTimeout().toNanos();
        for (TurnConnection connection : List.copyOf(connections.values())) {
            if (isAllocated.test(connection.client())) {
                connection.hasAllocation(nowNanos);
            } else if (nowNanos - connection.idleSinceNanos() >= patience) {
                counters.increment(MediaCounter.TURN_CONNECTIONS_REFUSED);
                connection.close();
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    void close() throws IOException {
        server.close();
        List.copyOf(connections.values()).forEach(TurnConnection::close);
    }
}
