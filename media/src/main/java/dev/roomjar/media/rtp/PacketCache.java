package dev.roomjar.media.rtp;

import java.util.Arrays;

/**
 * The latest packets of one stream, to send again on request. Bounded in packets and in bytes: the bytes lie one after the
 * other in one ring, so that a new packet overwrites the oldest. Allocates only when made. Not thread safe.
 *
 * <p>Packets are known by an unwrapped sequence number. A slot index from {@link #put} or {@link #find} is good until the next
 * {@code put}.
 */
public final class PacketCache {
    /** In place of a slot: there is no such packet. */
    public static final int NONE = -1;

    private final byte[] ring;
    private final int mask;
    private final long[] sequence;
    private final long[] start;
    private final int[] length;
    private final int[] timestamp;

    /** Bytes ever taken from the ring, those skipped at its end included. */
    private long head;

    /**
     * @param packets most packets kept, a power of two
     * @param bytes most bytes kept, at least 65536
     */
    public PacketCache(int packets, int bytes) {
        if (Integer.bitCount(packets) != 1 || bytes < 65_536) {
            throw new IllegalArgumentException("a cache of " + packets + " packets and " + bytes
                    + " bytes: packets must be a power of two, bytes at least 65536");
        }
        ring = new byte[bytes];
        mask = packets - 1;
        sequence = new long[packets];
        start = new long[packets];
        length = new int[packets];
        timestamp = new int[packets];
        Arrays.fill(sequence, Long.MIN_VALUE);
    }

    /**
     * Copies a packet in. One that is older than the packet in its place is not taken.
     *
     * @param length 0 to 65535
     * @param timestamp kept beside it, for {@link #timestamp}
     * @return its slot, {@link #NONE} where it is too old
     */
    public int put(long sequenceNumber, byte[] packet, int offset, int length, int timestamp) {
        int slot = (int) sequenceNumber & mask;
        if (sequence[slot] > sequenceNumber) {
            return NONE;
        }
        int at = (int) (head % ring.length);
        if (at + length > ring.length) {
            head += ring.length - at;
            at = 0;
        }
        System.arraycopy(packet, offset, ring, at, length);
        sequence[slot] = sequenceNumber;
        start[slot] = head;
        this.length[slot] = length;
        this.timestamp[slot] = timestamp;
        head += length;
        return slot;
    }

    /** The slot of a packet, {@link #NONE} where it never came or was overwritten. */
    public int find(long sequenceNumber) {
        int slot = (int) sequenceNumber & mask;
        boolean there = sequence[slot] == sequenceNumber && head - start[slot] <= ring.length;
        return there ? slot : NONE;
    }

    /** The array that all packets lie in. */
    public byte[] buffer() {
        return ring;
    }

    /** Where in {@link #buffer} the packet in a slot begins. */
    public int offset(int slot) {
        return (int) (start[slot] % ring.length);
    }

    public int length(int slot) {
        return length[slot];
    }

    /** The timestamp given with the packet. */
    public int timestamp(int slot) {
        return timestamp[slot];
    }

    public long sequenceNumber(int slot) {
        return sequence[slot];
    }
}
