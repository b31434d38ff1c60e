package dev.roomjar.media.forward;

import java.util.Arrays;

/**
 * Which packets of one stream arrived, and which to ask for again (RFC 4585 §6.2.1). Numbers are unwrapped. Allocates only when
 * made. Not thread safe.
 */
final class LossTracker {
    /** What a packet's number told. */
    enum Arrival {
        NEW,
        DUPLICATE,
        TOO_OLD
    }

    /** How far back a packet may still come. */
    static final int WINDOW = 2048;

    /** Packets that overtook each other are common: ask only when a missing one is this late. */
    static final long REORDER_NANOS = 5_000_000;

    /** Time to the second request; it doubles up to {@link #MAX_RETRY_NANOS}. */
    static final long RETRY_NANOS = 40_000_000;

    static final long MAX_RETRY_NANOS = 160_000_000;
    static final int MAX_TRIES = 8;

    /** More at once is an outage, which a keyframe ends sooner than so many retransmissions. */
    static final int MAX_MISSING = 256;

    private final long[] received = new long[WINDOW / Long.SIZE];
    private final long[] missing = new long[MAX_MISSING];
    private final long[] askAt = new long[MAX_MISSING];
    private final int[] tries = new int[MAX_MISSING];
    private int missingCount;
    private long earliest;
    private long highest;
    private boolean gaveUp;

    /**
     * Forgets everything and begins with this packet as the first that came.
     *
     * @param earliest of the packets that it may have overtaken; they are taken, but not missed
     */
    void restart(long first, long earliest) {
        Arrays.fill(received, 0);
        missingCount = 0;
        this.earliest = earliest;
        highest = first - 1;
    }

    Arrival arrived(long packet, long nowNanos) {
        if (packet > highest) {
            noteMissing(packet, nowNanos);
            for (long skipped = Math.max(highest + 1, packet - WINDOW); skipped < packet; skipped++) {
                clear(skipped);
            }
            highest = packet;
            mark(packet);
            return Arrival.NEW;
        }
        if (packet < earliest || highest - packet >= WINDOW) {
            return Arrival.TOO_OLD;
        }
        if (isMarked(packet)) {
            return Arrival.DUPLICATE;
        }
        mark(packet);
        forget(packet);
        return Arrival.NEW;
    }

    private void noteMissing(long packet, long nowNanos) {
        long gap = packet - highest - 1;
        if (missingCount + gap > MAX_MISSING) {
            missingCount = 0;
            gaveUp = true;
            return;
        }
        for (long lost = highest + 1; lost < packet; lost++) {
            missing[missingCount] = lost;
            askAt[missingCount] = nowNanos + REORDER_NANOS;
            tries[missingCount] = 0;
            missingCount++;
        }
    }

    private void forget(long packet) {
        for (int i = 0; i < missingCount; i++) {
            if (missing[i] == packet) {
                remove(i, 1);
                return;
            }
        }
    }

    private void remove(int at, int count) {
        int behind = missingCount - at - count;
        System.arraycopy(missing, at + count, missing, at, behind);
        System.arraycopy(askAt, at + count, askAt, at, behind);
        System.arraycopy(tries, at + count, tries, at, behind);
        missingCount -= count;
    }

    /**
     * Takes the packets to ask for now, in ascending order, and gives up those asked for often enough.
     *
     * @param target with room for {@link #MAX_MISSING}; gets the low 16 bits of each number plus {@code shift}
     * @return how many
     */
    int takeDue(int[] target, int shift, long nowNanos) {
        int due = 0;
        int i = 0;
        while (i < missingCount) {
            if (askAt[i] > nowNanos) {
                i++;
            } else if (tries[i] == MAX_TRIES) {
                remove(i, 1);
                gaveUp = true;
            } else {
                target[due++] = (int) (missing[i] + shift) & 0xffff;
                askAt[i] = nowNanos + Math.min(RETRY_NANOS << tries[i], MAX_RETRY_NANOS);
                tries[i]++;
                i++;
            }
        }
        return due;
    }

    /** When {@link #takeDue} has something to do, {@link Long#MAX_VALUE} for never. */
    long nextDeadline() {
        long deadline = Long.MAX_VALUE;
        for (int i = 0; i < missingCount; i++) {
            deadline = Math.min(deadline, askAt[i]);
        }
        return deadline;
    }

    /** Whether packets were given up for lost since the last call. */
    boolean takeGaveUp() {
        boolean result = gaveUp;
        gaveUp = false;
        return result;
    }

    long highest() {
        return highest;
    }

    private boolean isMarked(long packet) {
        return (received[word(packet)] & (1L << packet)) != 0;
    }

    private void mark(long packet) {
        received[word(packet)] |= 1L << packet;
    }

    private void clear(long packet) {
        received[word(packet)] &= ~(1L << packet);
    }

    private static int word(long packet) {
        return (int) (packet >> 6) & ((WINDOW / Long.SIZE) - 1);
    }
}
