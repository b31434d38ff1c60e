package dev.roomjar.media.forward;

import java.util.Arrays;

/**
 * Packets that one receiver asked for again. Each is sent once per round trip at most, and no more wait than fit: a receiver
 * cannot make the server send without bound. Numbers are unwrapped. Not thread safe.
 */
final class RetransmissionQueue {
    static final int CAPACITY = 256;

    private static final int REMEMBERED = 512;

    private final long[] waiting = new long[CAPACITY];
    private int head;
    private int size;
    private final long[] sentNumber = new long[REMEMBERED];
    private final long[] sentAt = new long[REMEMBERED];

    RetransmissionQueue() {
        Arrays.fill(sentNumber, Long.MIN_VALUE);
    }

    /** Queues a packet, unless it was queued less than {@code quietNanos} ago or the queue is full. */
    void request(long number, long quietNanos, long nowNanos) {
        int slot = (int) (number & (REMEMBERED - 1));
        boolean recent = sentNumber[slot] == number && nowNanos - sentAt[slot] < quietNanos;
        if (recent || size == CAPACITY) {
            return;
        }
        sentNumber[slot] = number;
        sentAt[slot] = nowNanos;
        waiting[(head + size++) % CAPACITY] = number;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long take() {
        long number = waiting[head];
        head = (head + 1) % CAPACITY;
        size--;
        return number;
    }
}
