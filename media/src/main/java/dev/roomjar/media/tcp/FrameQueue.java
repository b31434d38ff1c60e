package dev.roomjar.media.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has still to send: packets with their lengths before them (RFC 4571 §2), bounded. A connection slower than
 * what is sent to it loses whole packets, media first, so that checks, handshakes and feedback still pass. Thread rule: one loop.
 */
public final class FrameQueue {
    private static final int PREFIX = 2;

    private final QueueBuffers buffers;
    private @Nullable ByteBuffer waiting;

    /** @param buffers where room comes from; its size bounds what waits here */
    public FrameQueue(QueueBuffers buffers) {
        this.buffers = buffers;
    }

    public boolean isEmpty() {
        return waiting == null;
    }

    /** Bytes that wait. */
    public int size() {
        return waiting == null ? 0 : waiting.position();
    }

    /**
     * Takes the rest of a buffer in as a packet.
     *
     * @param media whether it is RTP, of which only three quarters of the room may be full
     * @return false where there is no room and the packet is dropped
     */
    public boolean add(ByteBuffer packet, boolean media) {
        int length = packet.remaining();
        int room = media ? buffers.size() / 4 * 3 : buffers.size();
        if (length > 0xffff || size() + PREFIX + length > room) {
            return false;
        }
        ByteBuffer into = waiting;
        if (into == null) {
            into = buffers.take();
            waiting = into;
        }
        into.putShort((short) length).put(packet);
        return true;
    }

    /**
     * Writes as much as the channel takes.
     *
     * @return whether all is written
     */
    public boolean writeTo(WritableByteChannel channel) throws IOException {
        ByteBuffer bytes = waiting;
        if (bytes == null) {
            return true;
        }
        bytes.flip();
        try {
            channel.write(bytes);
        } finally {
            bytes.compact();
        }
        if (bytes.position() > 0) {
            return false;
        }
        clear();
        return true;
    }

    /** Forgets what waits. */
    public void clear() {
        if (waiting != null) {
            buffers.give(waiting);
            waiting = null;
        }
    }
}
