package dev.roomjar.media.net;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Datagrams from the loops that got them to the one that they are for: a ring of fixed size without locks, for any number of
 * writers and one reader. Each slot carries the turn at which it may be written or read next, so that writer and reader never
 * touch the same one. Memory for a slot is taken when it is first used.
 */
final class Handover {
    static final int CAPACITY = 256;

    private final byte[][] bytes = new byte[CAPACITY][0];
    private final int[] length = new int[CAPACITY];
    private final long[] sourceHigh = new long[CAPACITY];
    private final long[] sourceLow = new long[CAPACITY];
    private final int[] sourcePort = new int[CAPACITY];
    private final int[] base = new int[CAPACITY];
    private final AtomicLongArray turns = new AtomicLongArray(CAPACITY);
    private final AtomicLong tail = new AtomicLong();
    private long head;

    /** Takes what is handed over. */
    interface Taker {
        void take(
                byte[] buffer,
                int offset,
                int length,
                long sourceHigh,
                long sourceLow,
                int sourcePort,
                int base,
                long nowNanos);
    }

    Handover() {
        for (int i = 0; i < CAPACITY; i++) {
            turns.set(i, i);
        }
    }

    /** Copies a datagram in, from any thread; false where the ring is full. */
    boolean offer(byte[] buffer, int offset, int size, long high, long low, int port, int fromBase) {
        while (true) {
            long turn = tail.get();
            int slot = (int) (turn % CAPACITY);
            long seen = turns.get(slot);
            if (seen < turn || size > Inbox.SLOT) {
                return false;
            }
            if (seen == turn && tail.compareAndSet(turn, turn + 1)) {
                if (bytes[slot].length == 0) {
                    bytes[slot] = new byte[Inbox.SLOT];
                }
                System.arraycopy(buffer, offset, bytes[slot], 0, size);
                length[slot] = size;
                sourceHigh[slot] = high;
                sourceLow[slot] = low;
                sourcePort[slot] = port;
                base[slot] = fromBase;
                turns.set(slot, turn + 1);
                return true;
            }
        }
    }

    /** Hands everything to the taker; on the one reading thread. */
    void drain(Taker taker, long nowNanos) {
        for (int slot = (int) (head % CAPACITY); turns.get(slot) == head + 1; slot = (int) (head % CAPACITY)) {
            taker.take(
                    bytes[slot],
                    0,
                    length[slot],
                    sourceHigh[slot],
                    sourceLow[slot],
                    sourcePort[slot],
                    base[slot],
                    nowNanos);
            turns.set(slot, head + CAPACITY);
            head++;
        }
    }
}
