package dev.roomjar.media.net;

import dev.roomjar.media.peer.Ring;

/** Datagrams from the loops that got them to the one that they are for. Memory for a slot is taken when it is first used. */
final class Handover {
    static final int CAPACITY = 256;

    private final Ring<Datagram> ring = new Ring<>(new Datagram[CAPACITY], Datagram::new);

    private static final class Datagram {
        final byte[] bytes = new byte[Inbox.SLOT];
        int length;
        long sourceHigh;
        long sourceLow;
        int sourcePort;
        int base;
    }

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

    /** Copies a datagram in, from any thread; false where the ring is full. */
    boolean offer(byte[] buffer, int offset, int size, long high, long low, int port, int fromBase) {
        long turn = size > Inbox.SLOT ? Ring.FULL : ring.claim();
        if (turn == Ring.FULL) {
            return false;
        }
        Datagram slot = ring.slot(turn);
        System.arraycopy(buffer, offset, slot.bytes, 0, size);
        slot.length = size;
        slot.sourceHigh = high;
        slot.sourceLow = low;
        slot.sourcePort = port;
        slot.base = fromBase;
        ring.publish(turn);
        return true;
    }

    /** Hands everything to the taker; on the one reading thread. */
    void drain(Taker taker, long nowNanos) {
        for (Datagram next = ring.peek(); next != null; next = ring.peek()) {
            taker.take(
                    next.bytes, 0, next.length, next.sourceHigh, next.sourceLow, next.sourcePort, next.base, nowNanos);
            ring.release();
        }
    }
}
