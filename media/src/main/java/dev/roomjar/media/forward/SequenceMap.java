package dev.roomjar.media.forward;

import java.util.Arrays;

/**
 * The numbers that one receiver sees for a track's packets: without a gap where packets were held back from it. Keeps the last
 * few such places, so that a number the receiver asks for leads back to the packet. Numbers are unwrapped. Not thread safe.
 */
final class SequenceMap {
    /** In place of a number: the packet has none here. */
    static final long NONE = Long.MIN_VALUE;

    private static final int SEGMENTS = 8;

    /** For the latest segments, newest first: the first number towards the receiver, and how far the source's is ahead. */
    private final long[] firstOut = new long[SEGMENTS];

    private final long[] shift = new long[SEGMENTS];
    private long lastOut;

    /** @param initial the number before the first one */
    SequenceMap(long initial) {
        lastOut = initial;
        Arrays.fill(firstOut, Long.MAX_VALUE);
    }

    /** Forwarding starts, or starts again, with this packet of the source: it gets the number after the last one given. */
    void start(long source) {
        System.arraycopy(firstOut, 0, firstOut, 1, SEGMENTS - 1);
        System.arraycopy(shift, 0, shift, 1, SEGMENTS - 1);
        firstOut[0] = lastOut + 1;
        shift[0] = source - firstOut[0];
    }

    /** The number for a packet of the source, {@link #NONE} for one from before the start. */
    long toReceiver(long source) {
        long out = source - shift[0];
        if (out < firstOut[0]) {
            return NONE;
        }
        lastOut = Math.max(lastOut, out);
        return out;
    }

    /** The source's packet behind a number given to the receiver, {@link #NONE} where none is known. */
    long toSource(long receiver) {
        if (receiver > lastOut) {
            return NONE;
        }
        for (int i = 0; i < SEGMENTS; i++) {
            if (receiver >= firstOut[i]) {
                return receiver + shift[i];
            }
        }
        return NONE;
    }

    /** The highest number given. */
    long last() {
        return lastOut;
    }
}
