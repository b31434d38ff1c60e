package dev.roomjar.media.net;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Mailbox;
import dev.roomjar.media.peer.Outbox;
import dev.roomjar.media.sfu.Sfu;
import dev.roomjar.media.tcp.FrameReader;
import dev.roomjar.media.tcp.TcpLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP port of one media loop: passive ICE-TCP (RFC 6544). Each connection is one more address that a peer may prove and be
 * sent to.
 *
 * <p>Where several loops share one port, one of them takes the connections; the first check tells whose a connection is, and it
 * moves to the port of that loop, which has no listener of its own.
 *
 * <p>Thread rule: the loop's thread owns all of it, and never waits. A thread of its own does nothing but wait until some
 * connection is ready, say so to the loop, and stand still until the loop has looked; so no state is shared and the loop's wait
 * for UDP stays as it is.
 *
 * <p>This class has the selector and opens connections; {@link TcpConnections} has them, {@link TcpReceiver} reads and {@link
 * TcpSender} writes.
 */
final class TcpPort implements Outbox.Drain, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpPort.class);
    private static final int BACKLOG = 256;

    /** Two moments of video: what lies in the system's buffer can no longer be dropped when the connection turns out slow. */
    private static final int SEND_BUFFER = 128 << 10;

    private static final int ACCEPTS_PER_TURN = 64;
    private static final int ACCEPTS_PER_SECOND = 1_000;
    private static final long SECOND = 1_000_000_000L;
    private static final int NUMBERS = 1 << 30;

    private final Counters counters;
    private final Mailbox mailbox;
    private final TcpConnections connections;
    private final TcpReceiver receiver;
    private final TcpSender sender;
    private final Selector selector;
    private final @Nullable ServerSocketChannel listener;
    private final @Nullable SelectionKey accepting;
    private final Semaphore looked = new Semaphore(0);
    private @Nullable Thread waiter;
    private int numbers;
    private int accepted;
    private long nextSweep = Long.MAX_VALUE;
    private volatile boolean closing;

    /** Where a check's user name fragment belongs to another loop, that loop's port. */
    @FunctionalInterface
    interface Owners {
        @Nullable
        TcpPort of(String ufrag);
    }

    /** @param bind null for a port that has connections from another one only */
    TcpPort(@Nullable InetSocketAddress bind, TcpLimits limits, Counters counters, Mailbox mailbox) {
        this.counters = counters;
        this.mailbox = mailbox;
        try {
            selector = Selector.open();
            listener = bind == null ? null : ServerSocketChannel.open();
            accepting = listener == null ? null : listen(listener);
        } catch (IOException e) {
            throw new MediaException("cannot open a TCP socket: " + e.getMessage(), e);
        }
        connections = new TcpConnections(limits, selector, counters, mailbox);
        receiver = new TcpReceiver(connections, limits);
        sender = new TcpSender(connections, selector, counters);
        try {
            if (listener != null) {
                listener.bind(bind, BACKLOG);
            }
        } catch (IOException e) {
            close();
            throw new MediaException(
                    "cannot bind TCP " + bind + ": " + e.getMessage() + "; choose another port, or do without TCP", e);
        }
    }

    private SelectionKey listen(ServerSocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Where it listens, 0 where it does not. */
    int port() {
        return listener == null ? 0 : listener.socket().getLocalPort();
    }

    /** Sets who knows to which port a connection belongs. */
    void owners(Owners known) {
        receiver.others(ufrag -> {
            TcpPort owner = known.of(ufrag);
            return isSame(owner) ? null : owner;
        });
    }

    @SuppressWarnings("ReferenceEquality") // a loop has one
    private boolean isSame(@Nullable TcpPort other) {
        return this == other;
    }

    /** Begins to take connections and to give what they send to an SFU of the loop. */
    void start(String name, Sfu sfu) {
        connections.start(sfu);
        receiver.start(sfu);
        waiter = Thread.ofPlatform().name(name).daemon().start(this::awaitReadiness);
    }

    private void awaitReadiness() {
        try {
            while (!closing) {
                if (selector.select() > 0) {
                    mailbox.post(this::look);
                    looked.acquire();
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            if (!closing) {
                LOG.error("media over TCP has ended, UDP goes on", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(long nowNanos) {
        if (closing) {
            return;
        }
        try {
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isValid() && key.attachment() instanceof TcpConnection connection) {
                    serve(connection, key, nowNanos);
                } else if (key.isValid() && listener != null) {
                    accept(listener, nowNanos);
                }
            }
        } finally {
            selector.selectedKeys().clear();
            looked.release();
        }
    }

    private void accept(ServerSocketChannel from, long nowNanos) {
        try {
            for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
                if (++accepted > ACCEPTS_PER_SECOND) {
                    pauseAccepting(nowNanos);
                    return;
                }
                SocketChannel channel = from.accept();
                if (channel == null) {
                    return;
                }
                open(channel, nowNanos);
            }
        } catch (IOException e) {
            // Mostly too many open files: trying again at once would only keep the loop busy.
            LOG.warn("cannot take TCP connections for a moment: {}", e.getMessage());
            pauseAccepting(nowNanos);
        }
    }

    private void pauseAccepting(long nowNanos) {
        if (accepting != null) {
            accepting.interestOps(0);
        }
        sweepWithinASecond(nowNanos);
    }

    private void open(SocketChannel channel, long nowNanos) {
        TcpConnection connection = null;
        try {
            numbers = (numbers + 1) % NUMBERS;
            TransportAddress address = TransportAddress.of((InetSocketAddress) channel.getRemoteAddress())
                    .from(TransportAddress.TCP + numbers);
            connection = connections.admit(channel, address, new FrameReader(), nowNanos);
            if (connection == null) {
                return;
            }
            counters.increment(MediaCounter.TCP_CONNECTIONS_OPENED);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            connections.watch(connection);
            sweepWithinASecond(nowNanos);
            connections.makeRoom();
        } catch (IOException e) {
            if (connection != null) {
                connections.end(connection);
            }
        }
    }

    private void serve(TcpConnection connection, SelectionKey key, long nowNanos) {
        try {
            if (key.isWritable()) {
                sender.flush(connection);
            }
            if (key.isValid() && key.isReadable()) {
                receiver.read(connection, nowNanos);
            }
        } catch (IOException e) {
            connections.end(connection);
        }
    }

    /** Takes a connection that came to another port and is for this loop; called on the loop of that port. */
    void take(TcpConnection connection) {
        mailbox.post(now -> adopt(connection, now));
    }

    private void adopt(TcpConnection from, long nowNanos) {
        if (closing) {
            connections.turnAway(from.channel);
            return;
        }
        TcpConnection connection = connections.admit(from.channel, from.address, from.reader, nowNanos);
        if (connection == null) {
            return;
        }
        try {
            connections.watch(connection);
            // The selector waits already, and sees what is new only when it waits again.
            selector.wakeup();
        } catch (IOException e) {
            connections.end(connection);
            return;
        }
        sweepWithinASecond(nowNanos);
        receiver.takeUnread(connection, from, nowNanos);
    }

    @Override
    public void drain(Outbox outbox) {
        sender.drain(outbox);
    }

    /** Closes connections that are of no use; tells when to be called again. */
    long advance(long nowNanos) {
        if (nextSweep == Long.MAX_VALUE || nowNanos - nextSweep < 0) {
            return nextSweep;
        }
        accepted = 0;
        if (accepting != null && accepting.isValid() && accepting.interestOps() == 0) {
            accepting.interestOps(SelectionKey.OP_ACCEPT);
            selector.wakeup();
        }
        connections.sweep(nowNanos);
        nextSweep = connections.isEmpty() ? Long.MAX_VALUE : nowNanos + SECOND;
        return nextSweep;
    }

    private void sweepWithinASecond(long nowNanos) {
        if (nextSweep == Long.MAX_VALUE) {
            nextSweep = nowNanos + SECOND;
        }
    }

    @Override
    public void close() {
        closing = true;
        looked.release();
        selector.wakeup();
        try {
            if (waiter != null) {
                waiter.join();
            }
            if (listener != null) {
                listener.close();
            }
            connections.endAll();
            selector.close();
        } catch (IOException e) {
            LOG.debug("closing the TCP port: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
