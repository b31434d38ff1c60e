package dev.roomjar.media.srtp;

import java.util.Arrays;

/**
 * Which packet indices of one synchronization source were seen (RFC 3711 §3.3.2), and the estimate of an index from its lower
 * 16 bits (§3.3.1). Fresh from construction it has seen none.
 */
final class ReplayWindow {
    /** Wide enough that a packet recovered by retransmission a second later still finds its place. */
    static final int SIZE = 1024;

    private static final int WORDS = SIZE / Long.SIZE;
    private static final long ROLLOVER = 1L << 16;
    private static final long HALF_ROLLOVER = 1L << 15;

    private final long[] seen = new long[WORDS];
    private long highest = -1;

    /** The highest index seen; −1 before the first. */
    long highest() {
        return highest;
    }

    /** The index that a sequence number most likely stands for; negative: before the first possible one. */
    long estimate(int sequenceNumber) {
        if (highest < 0) {
            return sequenceNumber;
        }
        long sameRollover = (highest & -ROLLOVER) | sequenceNumber;
        long ahead = sameRollover - highest;
        if (ahead > HALF_ROLLOVER) {
            return sameRollover - ROLLOVER;
        }
        return ahead < -HALF_ROLLOVER ? sameRollover + ROLLOVER : sameRollover;
    }

    /** Whether an index is new and not too old to tell. */
    boolean accepts(long index) {
        if (index > highest) {
            return true;
        }
        return index >= 0 && highest - index < SIZE && (seen[word(index)] & bit(index)) == 0;
    }

    /** Notes an accepted index as seen. */
    void mark(long index) {
        if (index > highest) {
            forget(highest + 1, index);
            highest = index;
        }
        seen[word(index)] |= bit(index);
    }

    private void forget(long from, long to) {
        if (to - from >= SIZE) {
            Arrays.fill(seen, 0);
            return;
        }
        for (long index = from; index <= to; index++) {
            seen[word(index)] &= ~bit(index);
        }
    }

    private static int word(long index) {
        return (int) (index / Long.SIZE) % WORDS;
    }

    private static long bit(long index) {
        return 1L << index;
    }
}
