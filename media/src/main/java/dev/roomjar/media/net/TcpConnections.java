package dev.roomjar.media.net;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Mailbox;
import dev.roomjar.media.sfu.Sfu;
import dev.roomjar.media.tcp.Admission;
import dev.roomjar.media.tcp.FrameReader;
import dev.roomjar.media.tcp.QueueBuffers;
import dev.roomjar.media.tcp.TcpLimits;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of one TCP port by their addresses: which may stay, and how each ends. Thread rule: one loop. */
final class TcpConnections {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnections.class);

    private final Map<TransportAddress, TcpConnection> open = new HashMap<>();
    private final TcpLimits limits;
    private final Admission admission;
    private final QueueBuffers buffers;
    private final Selector selector;
    private final Counters counters;
    private final Mailbox mailbox;
    private @Nullable Sfu sfu;

    TcpConnections(TcpLimits limits, Selector selector, Counters counters, Mailbox mailbox) {
        this.limits = limits;
        this.selector = selector;
        this.counters = counters;
        this.mailbox = mailbox;
        admission = new Admission(limits);
        buffers = new QueueBuffers(limits.queue());
    }

    /** Sets whose peers prove connections. */
    void start(Sfu receiver) {
        sfu = receiver;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    @Nullable
    TcpConnection at(TransportAddress address) {
        return open.get(address);
    }

    /** Enters a connection; null where there are too many, and it is closed. */
    @Nullable
    TcpConnection admit(SocketChannel channel, TransportAddress address, FrameReader reader, long nowNanos) {
        if (!admission.admit(address)) {
            turnAway(channel);
            return null;
        }
        TcpConnection connection = new TcpConnection(channel, address, reader, buffers, nowNanos);
        open.put(address, connection);
        return connection;
    }

    /** Refuses a connection that was not entered. */
    void turnAway(SocketChannel channel) {
        counters.increment(MediaCounter.TCP_CONNECTIONS_REFUSED);
        closeChannel(channel);
    }

    /** Has the selector wait for what comes over a connection. */
    void watch(TcpConnection connection) throws IOException {
        connection.key = connection.channel.register(selector, SelectionKey.OP_READ, connection);
    }

    /** Closes the eldest stranger where there are too many. */
    void makeRoom() {
        TransportAddress surplus = admission.surplus();
        TcpConnection eldest = surplus == null ? null : open.get(surplus);
        if (eldest != null) {
            refuse(eldest);
        }
    }

    /** A peer sent a check over it. */
    void proven(TcpConnection connection) {
        connection.proven = true;
        admission.proven(connection.address);
    }

    /** Lets go of a connection without closing it; false where it is not here any more. */
    boolean release(TcpConnection connection) {
        if (!open.remove(connection.address, connection)) {
            return false;
        }
        admission.closed(connection.address);
        connection.queue.clear();
        return true;
    }

    /** Closes connections that are of no use. */
    void sweep(long nowNanos) {
        for (TcpConnection connection : List.copyOf(open.values())) {
            check(connection, nowNanos);
        }
    }

    private void check(TcpConnection connection, long nowNanos) {
        if (sfu != null && sfu.knows(connection.address)) {
            connection.trustedNanos = nowNanos;
        }
        if (nowNanos - connection.trustedNanos >= limits.proof().toNanos()) {
            refuse(connection);
        } else if (nowNanos - connection.heardNanos >= limits.idle().toNanos()) {
            end(connection);
        }
    }

    /** Ends a connection that breaks the rules; counted as refused where no peer proved it. */
    void refuse(TcpConnection connection) {
        if (!connection.proven && open.containsKey(connection.address)) {
            counters.increment(MediaCounter.TCP_CONNECTIONS_REFUSED);
        }
        end(connection);
    }

    /** Closes a connection; its peer hears of it a moment later. */
    void end(TcpConnection connection) {
        if (!release(connection)) {
            return;
        }
        counters.increment(MediaCounter.TCP_CONNECTIONS_CLOSED);
        closeChannel(connection.channel);
        // The selector lets go of the socket when it selects next.
        selector.wakeup();
        // Not at once: this may be the middle of sending, when nobody may send anything more.
        Sfu receiver = sfu;
        if (receiver != null) {
            mailbox.post(now -> receiver.lost(connection.address, now));
        }
    }

    void endAll() {
        List.copyOf(open.values()).forEach(this::end);
    }

    private static void closeChannel(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing {}: {}", channel, e.getMessage());
        }
    }
}
