package dev.roomjar.media.forward;

import java.util.Arrays;

/**
 * Packets that one receiver asked for again. Each is sent once per round trip at most, and no more wait than fit: a receiver
 * cannot make the server send without bound. Numbers are unwrapped. Takes memory at the first request. Not thread safe.
 */
final class RetransmissionQueue {
    static final int CAPACITY = 128;

    private static final int REMEMBERED = 256;
    private static final long[] NOTHING = {};

    private long[] waiting = NOTHING;
    private long[] sentNumber = NOTHING;
    private long[] sentAt = NOTHING;
    private int head;
    private int size;

    /**
     * Queues a packet, unless it was queued less than {@code quietNanos} ago.
     *
     * @return false where the queue is full
     */
    boolean request(long number, long quietNanos, long nowNanos) {
        if (waiting.length == 0) {
            waiting = new long[CAPACITY];
            sentNumber = new long[REMEMBERED];
            sentAt = new long[REMEMBERED];
            Arrays.fill(sentNumber, Long.MIN_VALUE);
        }
        int slot = (int) (number & (REMEMBERED - 1));
        if (sentNumber[slot] == number && nowNanos - sentAt[slot] < quietNanos) {
            return true;
        }
        if (size == CAPACITY) {
            return false;
        }
        sentNumber[slot] = number;
        sentAt[slot] = nowNanos;
        waiting[(head + size++) % CAPACITY] = number;
        return true;
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
