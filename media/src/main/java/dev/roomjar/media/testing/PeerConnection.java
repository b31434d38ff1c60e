package dev.roomjar.media.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A fake peer's TCP connection with the framing of RFC 4571, written independently of the server's. Sending waits until all is
 * written. Thread rule: one thread at a time.
 */
final class PeerConnection {
    private final SocketChannel channel;
    private final Handler handler;
    private final ByteBuffer incoming = ByteBuffer.allocate(256 << 10);

    interface Handler {
        void receive(byte[] buffer, int offset, int length, long nowNanos);
    }

    private PeerConnection(SocketChannel channel, Handler handler) {
        this.channel = channel;
        this.handler = handler;
    }

    static PeerConnection open(
            InetSocketAddress from, InetSocketAddress server, Handler handler, Selector selector, Object attachment) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.bind(from);
            channel.connect(server);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, attachment);
            return new PeerConnection(channel, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void send(byte[] buffer, int offset, int length) {
        ByteBuffer frame = ByteBuffer.allocate(2 + length)
                .putShort((short) length)
                .put(buffer, offset, length)
                .flip();
        try {
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        } catch (IOException e) {
            close();
        }
    }

    /** Reads what is there. */
    void receive(long nowNanos) {
        try {
            if (channel.read(incoming) < 0) {
                close();
                return;
            }
        } catch (IOException e) {
            close();
            return;
        }
        incoming.flip();
        while (incoming.remaining() >= 2 && incoming.remaining() >= 2 + frameLength()) {
            byte[] frame = new byte[frameLength()];
            incoming.getShort();
            incoming.get(frame);
            handler.receive(frame, 0, frame.length, nowNanos);
        }
        incoming.compact();
    }

    private int frameLength() {
        return Short.toUnsignedInt(incoming.getShort(incoming.position()));
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
