package dev.roomjar.media.net;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Destination;
import dev.roomjar.media.peer.Outbox;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes out over the connections of one TCP port; what a connection does not take in time is dropped. Thread rule: one loop. */
final class TcpSender implements Outbox.Drain {
    private final TcpConnections connections;
    private final Selector selector;
    private final Counters counters;

    TcpSender(TcpConnections connections, Selector selector, Counters counters) {
        this.connections = connections;
        this.selector = selector;
        this.counters = counters;
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
        TcpConnection found = connections.at(destination.address());
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
            connections.end(connection);
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
        ByteBuffer bytes = outbox.buffer().limit(offset + outbox.length(packet)).position(offset);
        boolean taken = connection.queue.add(bytes, isRtp(bytes));
        if (taken) {
            counters.increment(MediaCounter.TCP_PACKETS_SENT);
        }
        return taken;
    }

    /** RFC 7983 §7, RFC 5761 §4. */
    private static boolean isRtp(ByteBuffer packet) {
        if (packet.remaining() < 2) {
            return false;
        }
        int type = packet.get(packet.position() + 1) & 0xff;
        return packet.get(packet.position()) < 0 && (type < 192 || type > 223);
    }

    private void drop(Outbox outbox, int firstPacket) {
        for (int packet = firstPacket; packet >= 0; packet = outbox.next(packet)) {
            counters.increment(MediaCounter.TCP_PACKETS_DROPPED);
        }
    }

    /** Writes what waits; tells whether the connection keeps up. */
    boolean flush(TcpConnection connection) throws IOException {
        boolean all = connection.queue.writeTo(connection.channel);
        SelectionKey key = connection.key;
        if (connection.waitsForRoom == all && key != null && key.isValid()) {
            connection.waitsForRoom = !all;
            key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            selector.wakeup();
        }
        return all;
    }
}
