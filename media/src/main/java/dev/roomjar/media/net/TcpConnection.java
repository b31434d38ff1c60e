package dev.roomjar.media.net;

import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.tcp.FrameQueue;
import dev.roomjar.media.tcp.FrameReader;
import dev.roomjar.media.tcp.QueueBuffers;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One TCP connection and what its port remembers of it. Thread rule: one loop. */
final class TcpConnection {
    final SocketChannel channel;
    final TransportAddress address;
    final FrameReader reader;
    final FrameQueue queue;

    @Nullable
    SelectionKey key;

    /** When it last was a peer's; for a stranger when it was opened. */
    long trustedNanos;

    long heardNanos;
    int checks;
    boolean proven;
    boolean waitsForRoom;

    /** The other loop's port that this belongs to, and what is to be handed in there. */
    @Nullable
    TcpPort owner;

    final List<byte[]> unread = new ArrayList<>();

    TcpConnection(
            SocketChannel channel, TransportAddress address, FrameReader reader, QueueBuffers buffers, long nowNanos) {
        this.channel = channel;
        this.address = address;
        this.reader = reader;
        queue = new FrameQueue(buffers);
        trustedNanos = nowNanos;
        heardNanos = nowNanos;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
