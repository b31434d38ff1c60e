package dev.roomjar.media.rtp;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The latest packets of one stream, to send again on request. The bytes lie one after the other in one ring, so that a new packet
 * overwrites the oldest. Ring and table begin small and grow while they would lose packets younger than they shall be kept, up
 * to a bound; at a steady rate nothing is allocated. Not thread safe.
 *
 * <p>Packets are known by an unwrapped sequence number. A slot index from {@link #put} or {@link #find}, and what {@link #buffer}
 * gave, is good until the next {@code put}.
 */
public final class PacketCache {
    /** In place of a slot: there is no such packet. */
    public static final int NONE = -1;

    /** The longest packet taken, in bytes. */
    public static final int MAX_PACKET = 2048;

    private static final int INITIAL_BYTES = 16 * 1024;
    private static final int INITIAL_PACKETS = 32;

    /** The ring's parts of which it is known when they were written last. */
    private static final int PARTS = 8;

    private final int maxPackets;
    private final int maxBytes;
    private long keepNanos;

    private byte[] ring = new byte[INITIAL_BYTES];
    private int mask = INITIAL_PACKETS - 1;
    private long[] sequence = new long[INITIAL_PACKETS];
    private long[] start = new long[INITIAL_PACKETS];
    private long[] arrival = new long[INITIAL_PACKETS];
    private int[] length = new int[INITIAL_PACKETS];
    private int[] timestamp = new int[INITIAL_PACKETS];

    private final long[] writtenAt = new long[PARTS];
    private int part;

    /** Bytes ever taken from the ring, those skipped at its end included. */
    private long head;

    /**
     * @param maxPackets most packets kept, a power of two, at least 32
     * @param maxBytes most bytes kept, at least 16384
     * @param keepNanos how long packets are kept where the bounds allow; see {@link #keep}
     */
    public PacketCache(int maxPackets, int maxBytes, long keepNanos) {
        if (Integer.bitCount(maxPackets) != 1 || maxPackets < INITIAL_PACKETS || maxBytes < INITIAL_BYTES) {
            throw new IllegalArgumentException("a cache of " + maxPackets + " packets and " + maxBytes
                    + " bytes: packets must be a power of two and at least " + INITIAL_PACKETS + ", bytes at least "
                    + INITIAL_BYTES);
        }
        this.maxPackets = maxPackets;
        this.maxBytes = maxBytes;
        this.keepNanos = keepNanos;
        Arrays.fill(sequence, Long.MIN_VALUE);
        Arrays.fill(writtenAt, Long.MIN_VALUE);
    }

    /** Sets how long packets are kept where the bounds allow: as long as somebody may ask for them. */
    public void keep(long nanos) {
        keepNanos = nanos;
    }

    /** How long packets are kept where the bounds allow. */
    public long keepNanos() {
        return keepNanos;
    }

    /** Bytes that packets take now, at most. */
    public int capacity() {
        return ring.length;
    }

    /**
     * Copies a packet in. One that is older than the packet in its place is not taken.
     *
     * @param timestamp kept beside it, for {@link #timestamp}
     * @return its slot, {@link #NONE} where it is too old or longer than {@link #MAX_PACKET}
     */
    public int put(long sequenceNumber, byte[] packet, int offset, int length, int timestamp, long nowNanos) {
        int slot = (int) sequenceNumber & mask;
        while (sequence[slot] < sequenceNumber && isYoung(slot, nowNanos) && mask + 1 < maxPackets) {
            growTable();
            slot = (int) sequenceNumber & mask;
        }
        if (sequence[slot] > sequenceNumber || length > MAX_PACKET) {
            return NONE;
        }
        int at = take(length, nowNanos);
        System.arraycopy(packet, offset, ring, at, length);
        sequence[slot] = sequenceNumber;
        start[slot] = head;
        arrival[slot] = nowNanos;
        this.length[slot] = length;
        this.timestamp[slot] = timestamp;
        head += length;
        return slot;
    }

    private boolean isYoung(int slot, long nowNanos) {
        return sequence[slot] != Long.MIN_VALUE && nowNanos - arrival[slot] < keepNanos;
    }

    /** Where in the ring so many bytes may be written now. */
    private int take(int bytes, long nowNanos) {
        for (; ; ) {
            int at = (int) (head % ring.length);
            int lastPart = part(at + bytes - 1);
            boolean wraps = at + bytes > ring.length;
            int next = wraps ? 0 : lastPart;
            if (next != part && isYoungPart(next, nowNanos) && ring.length < maxBytes) {
                growRing();
                continue;
            }
            if (wraps) {
                head += ring.length - at;
                at = 0;
            }
            part = next;
            writtenAt[part(at)] = nowNanos;
            writtenAt[next] = nowNanos;
            return at;
        }
    }

    private int part(int at) {
        return Math.clamp((long) at * PARTS / ring.length, 0, PARTS - 1);
    }

    private boolean isYoungPart(int part, long nowNanos) {
        return writtenAt[part] != Long.MIN_VALUE && nowNanos - writtenAt[part] < keepNanos;
    }

    private void growTable() {
        int before = mask + 1;
        int[] moved = IntStream.range(0, before).filter(this::isLive).toArray();
        long[] oldSequence = sequence;
        long[] oldStart = start;
        long[] oldArrival = arrival;
        int[] oldLength = length;
        int[] oldTimestamp = timestamp;
        mask = 2 * before - 1;
        sequence = new long[2 * before];
        start = new long[2 * before];
        arrival = new long[2 * before];
        length = new int[2 * before];
        timestamp = new int[2 * before];
        Arrays.fill(sequence, Long.MIN_VALUE);
        for (int from : moved) {
            int to = (int) oldSequence[from] & mask;
            sequence[to] = oldSequence[from];
            start[to] = oldStart[from];
            arrival[to] = oldArrival[from];
            length[to] = oldLength[from];
            timestamp[to] = oldTimestamp[from];
        }
    }

    private void growRing() {
        int[] live = IntStream.rangeClosed(0, mask)
                .filter(this::isLive)
                .boxed()
                .sorted((a, b) -> Long.compare(start[a], start[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int slot = 0; slot <= mask; slot++) {
            sequence[slot] = isLive(slot) ? sequence[slot] : Long.MIN_VALUE;
        }
        byte[] old = ring;
        ring = new byte[Math.min(maxBytes, old.length + old.length / 2)];
        int at = 0;
        Arrays.fill(writtenAt, Long.MIN_VALUE);
        for (int slot : live) {
            System.arraycopy(old, (int) (start[slot] % old.length), ring, at, length[slot]);
            start[slot] = at;
            part = part(at);
            writtenAt[part] = Math.max(writtenAt[part], arrival[slot]);
            at += length[slot];
        }
        head = at;
    }

    private boolean isLive(int slot) {
        return sequence[slot] != Long.MIN_VALUE && head - start[slot] <= ring.length;
    }

    /** The slot of a packet, {@link #NONE} where it never came or was overwritten. */
    public int find(long sequenceNumber) {
        int slot = (int) sequenceNumber & mask;
        return sequence[slot] == sequenceNumber && isLive(slot) ? slot : NONE;
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
