package dev.roomjar.media.net;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Destination;
import dev.roomjar.media.peer.Mailbox;
import dev.roomjar.media.peer.Outbox;
import dev.roomjar.media.sfu.Sfu;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.tcp.Admission;
import dev.roomjar.media.tcp.FrameReader;
import dev.roomjar.media.tcp.QueueBuffers;
import dev.roomjar.media.tcp.TcpLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 */
final class TcpPort implements Outbox.Drain, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpPort.class);
    private static final int BACKLOG = 256;

    /** Two moments of video: what lies in the system's buffer can no longer be dropped when the connection turns out slow. */
    private static final int SEND_BUFFER = 128 << 10;

    private static final int READ = 64 << 10;
    private static final int ACCEPTS_PER_TURN = 64;
    private static final int ACCEPTS_PER_SECOND = 1_000;
    private static final long SECOND = 1_000_000_000L;
    private static final int NUMBERS = 1 << 30;

    private final Counters counters;
    private final Mailbox mailbox;
    private final TcpLimits limits;
    private final Admission admission;
    private final QueueBuffers buffers;
    private final Selector selector;
    private final @Nullable ServerSocketChannel listener;
    private final @Nullable SelectionKey accepting;
    private final Map<TransportAddress, TcpConnection> connections = new HashMap<>();
    private final byte[] bytes = new byte[READ];
    private final ByteBuffer incoming = ByteBuffer.wrap(bytes);
    private final Semaphore looked = new Semaphore(0);
    private Owners owners = ufrag -> null;
    private @Nullable Sfu sfu;
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
        this.limits = limits;
        admission = new Admission(limits);
        buffers = new QueueBuffers(limits.queue());
        try {
            selector = Selector.open();
            listener = bind == null ? null : ServerSocketChannel.open();
            accepting = listener == null ? null : listen(listener);
        } catch (IOException e) {
            throw new MediaException("cannot open a TCP socket: " + e.getMessage(), e);
        }
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
        owners = known;
    }

    /** Begins to take connections and to give what they send to an SFU of the loop. */
    void start(String name, Sfu receiver) {
        sfu = receiver;
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
            if (!admission.admit(address)) {
                counters.increment(MediaCounter.TCP_CONNECTIONS_REFUSED);
                channel.close();
                return;
            }
            connection = new TcpConnection(channel, address, new FrameReader(), buffers, nowNanos);
            connections.put(address, connection);
            counters.increment(MediaCounter.TCP_CONNECTIONS_OPENED);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
            sweepWithinASecond(nowNanos);
            makeRoom();
        } catch (IOException e) {
            if (connection != null) {
                end(connection);
            }
        }
    }

    private void makeRoom() {
        TransportAddress surplus = admission.surplus();
        TcpConnection eldest = surplus == null ? null : connections.get(surplus);
        if (eldest != null) {
            refuse(eldest);
        }
    }

    private void serve(TcpConnection connection, SelectionKey key, long nowNanos) {
        try {
            if (key.isWritable()) {
                flush(connection);
            }
            if (key.isValid() && key.isReadable()) {
                read(connection, nowNanos);
            }
        } catch (IOException e) {
            end(connection);
        }
    }

    private void read(TcpConnection connection, long nowNanos) throws IOException {
        int count = connection.channel.read(incoming.clear());
        if (count < 0) {
            end(connection);
        } else if (!connection.reader.read(
                bytes, 0, count, (buffer, offset, length) -> handOn(connection, buffer, offset, length, nowNanos))) {
            refuse(connection);
        }
        if (connection.owner != null) {
            move(connection, connection.owner);
        }
    }

    /** Gives a connection with what came over it so far to the loop that it is for. */
    private void move(TcpConnection connection, TcpPort owner) {
        if (!connections.remove(connection.address, connection)) {
            return;
        }
        admission.closed(connection.address);
        connection.queue.clear();
        if (connection.key != null) {
            connection.key.cancel();
        }
        owner.mailbox.post(now -> owner.adopt(connection, now));
    }

    private void adopt(TcpConnection from, long nowNanos) {
        TcpConnection connection = new TcpConnection(from.channel, from.address, from.reader, buffers, nowNanos);
        if (closing || !admission.admit(connection.address)) {
            counters.increment(MediaCounter.TCP_CONNECTIONS_REFUSED);
            closeChannel(connection);
            return;
        }
        connections.put(connection.address, connection);
        try {
            connection.key = connection.channel.register(selector, SelectionKey.OP_READ, connection);
            // The selector waits already, and sees what is new only when it waits again.
            selector.wakeup();
        } catch (IOException e) {
            end(connection);
            return;
        }
        sweepWithinASecond(nowNanos);
        for (byte[] packet : from.unread) {
            if (!handOn(connection, packet, 0, packet.length, nowNanos)) {
                refuse(connection);
                return;
            }
        }
    }

    /** Gives a packet to its peer; false where the connection must go. */
    private boolean handOn(TcpConnection connection, byte[] buffer, int offset, int length, long nowNanos) {
        Sfu receiver = sfu;
        if (receiver == null || !(connection.proven || mayPass(connection, buffer, offset, length))) {
            return false;
        }
        if (!connection.proven && belongsElsewhere(connection, buffer, offset, length)) {
            connection.unread.add(Arrays.copyOfRange(buffer, offset, offset + length));
            return true;
        }
        connection.heardNanos = nowNanos;
        TransportAddress from = connection.address;
        receiver.receive(buffer, offset, length, from.high(), from.low(), from.port(), from.base(), nowNanos);
        if (!connection.proven && receiver.knows(from)) {
            connection.proven = true;
            admission.proven(from);
        }
        return connection.channel.isOpen();
    }

    private boolean belongsElsewhere(TcpConnection stranger, byte[] buffer, int offset, int length) {
        String username = stranger.owner != null ? null : StunMessage.username(buffer, offset, length);
        if (username != null) {
            int colon = username.indexOf(':');
            TcpPort owner = owners.of(colon < 0 ? username : username.substring(0, colon));
            stranger.owner = isSame(owner) ? null : owner;
        }
        return stranger.owner != null;
    }

    @SuppressWarnings("ReferenceEquality") // a loop has one
    private boolean isSame(@Nullable TcpPort other) {
        return this == other;
    }

    /**
     * Whether a stranger's packet is one that a peer might send: a few checks; or DTLS and media, discarded further on, since a peer
     * whose connection broke may go on sending over the next before it checks that.
     */
    private boolean mayPass(TcpConnection stranger, byte[] buffer, int offset, int length) {
        int first = buffer[offset] & 0xff;
        boolean dtls = first >= 20 && first <= 63;
        boolean media = first >= 128 && first <= 191;
        return dtls
                || media
                || (++stranger.checks <= limits.strangerChecks() && StunMessage.isStun(buffer, offset, length));
    }

    @Override
    public void drain(Outbox outbox) {
        List<Destination> streams = outbox.streams();
        for (int i = 0; i < streams.size(); i++) {
            Destination destination = streams.get(i);
            TcpConnection connection = connection(destination);
            if (connection == null) {
                drop(outbox, outbox.first(destination));
            } else {
                send(connection, outbox, outbox.first(destination));
            }
        }
    }

    private @Nullable TcpConnection connection(Destination destination) {
        if (destination.engineAddress() instanceof TcpConnection known) {
            return known.channel.isOpen() ? known : null;
        }
        TcpConnection found = connections.get(destination.address());
        if (found != null) {
            destination.engineAddress(found);
        }
        return found;
    }

    private void send(TcpConnection connection, Outbox outbox, int firstPacket) {
        try {
            for (int packet = firstPacket; packet >= 0; packet = outbox.next(packet)) {
                if (!add(connection, outbox, packet) && !flushAndAdd(connection, outbox, packet)) {
                    counters.increment(MediaCounter.TCP_PACKETS_DROPPED);
                }
            }
            if (!connection.waitsForRoom) {
                flush(connection);
            }
        } catch (IOException e) {
            end(connection);
        }
    }

    /** A burst may be larger than the queue although the connection keeps up very well. */
    private boolean flushAndAdd(TcpConnection connection, Outbox outbox, int packet) throws IOException {
        if (connection.waitsForRoom) {
            return false;
        }
        flush(connection);
        return add(connection, outbox, packet);
    }

    private boolean add(TcpConnection connection, Outbox outbox, int packet) {
        int offset = outbox.offset(packet);
        int length = outbox.length(packet);
        boolean taken = connection.queue.add(outbox.bytes(), offset, length, isRtp(outbox.bytes(), offset));
        if (taken) {
            counters.increment(MediaCounter.TCP_PACKETS_SENT);
        }
        return taken;
    }

    /** RFC 7983 §7, RFC 5761 §4. */
    private static boolean isRtp(byte[] packet, int offset) {
        int type = packet[offset + 1] & 0xff;
        return packet[offset] < 0 && (type < 192 || type > 223);
    }

    private void drop(Outbox outbox, int firstPacket) {
        for (int packet = firstPacket; packet >= 0; packet = outbox.next(packet)) {
            counters.increment(MediaCounter.TCP_PACKETS_DROPPED);
        }
    }

    /** Writes what waits; tells whether the connection keeps up. */
    private boolean flush(TcpConnection connection) throws IOException {
        boolean all = connection.queue.writeTo(connection.channel);
        SelectionKey key = connection.key;
        if (connection.waitsForRoom == all && key != null && key.isValid()) {
            connection.waitsForRoom = !all;
            key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            selector.wakeup();
        }
        return all;
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
        for (TcpConnection connection : List.copyOf(connections.values())) {
            check(connection, nowNanos);
        }
        nextSweep = connections.isEmpty() ? Long.MAX_VALUE : nowNanos + SECOND;
        return nextSweep;
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

    private void sweepWithinASecond(long nowNanos) {
        if (nextSweep == Long.MAX_VALUE) {
            nextSweep = nowNanos + SECOND;
        }
    }

    private void refuse(TcpConnection connection) {
        if (!connection.proven && connections.containsKey(connection.address)) {
            counters.increment(MediaCounter.TCP_CONNECTIONS_REFUSED);
        }
        end(connection);
    }

    private void end(TcpConnection connection) {
        if (!connections.remove(connection.address, connection)) {
            return;
        }
        counters.increment(MediaCounter.TCP_CONNECTIONS_CLOSED);
        admission.closed(connection.address);
        connection.queue.clear();
        closeChannel(connection);
        // The selector lets go of the socket when it selects next.
        selector.wakeup();
        // Not at once: this may be the middle of sending, when nobody may send anything more.
        Sfu receiver = sfu;
        if (receiver != null) {
            mailbox.post(now -> receiver.lost(connection.address, now));
        }
    }

    private static void closeChannel(TcpConnection connection) {
        try {
            connection.channel.close();
        } catch (IOException e) {
            LOG.debug("closing {}: {}", connection, e.getMessage());
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
            List.copyOf(connections.values()).forEach(this::end);
            selector.close();
        } catch (IOException e) {
            LOG.debug("closing the TCP port: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
