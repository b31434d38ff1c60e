package dev.roomjar.media.tcp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Room for what connections have to send, lent to those that have something and kept for the next. Connections that keep up share
 * one buffer, so an idle one costs none. Thread rule: one loop.
 */
public final class QueueBuffers {
    private static final int KEPT = 16;

    private final int size;
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

    /** @param size of each in bytes */
    public QueueBuffers(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    ByteBuffer take() {
        @Nullable ByteBuffer known = free.poll();
        return known != null ? known : ByteBuffer.allocateDirect(size);
    }

    void give(ByteBuffer buffer) {
        if (free.size() < KEPT) {
            free.push(buffer.clear());
        }
    }
}
