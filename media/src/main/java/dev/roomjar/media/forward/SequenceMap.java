package dev.roomjar.media.forward;

import org.jspecify.annotations.Nullable;

/**
 * The numbers that one receiver sees for a track's packets: without a gap where packets were held back from it or where another
 * encoding took over. Packets that are missing keep a number free, which they get when they come late. The last few numbers lead
 * back to their packets, each with a few bits of what was rewritten in it. Numbers are unwrapped. Not thread safe.
 */
final class SequenceMap {
    /** In place of a number: the packet has none here. */
    static final long NONE = Long.MIN_VALUE;

    /** What is noted with a number that nothing was sent under yet; a note has 17 bits. */
    static final int FREE = 0;

    private static final int SOURCE_BITS = 15;
    private static final int SOURCE_MASK = (1 << SOURCE_BITS) - 1;

    private static final int SEGMENTS = 4;

    /** A run of packets of one encoding. Its fields are what is added to the source's counters. */
    static final class Segment {
        @Nullable
        PublishedEncoding encoding;

        int generation;
        private long firstOut = Long.MAX_VALUE;
        private long lastOut = Long.MAX_VALUE;
        private long firstSource;
        private long highestSource;
        private boolean skippedLast;
        int timestampShift;
        long frameShift;
        long pictureShift;
        int tl0Shift;
        int keyIndexShift;

        /** The newest source packet that was forwarded or held back. */
        long highestSource() {
            return highestSource;
        }
    }

    private final Segment[] segments = new Segment[SEGMENTS];

    /** For the latest numbers, the low 15 bits of the source's number below the note. */
    private final int[] entries;

    private long lastOut;

    /**
     * @param initial the number before the first one
     * @param remembered how many numbers lead back to their packets, a power of two
     */
    SequenceMap(long initial, int remembered) {
        lastOut = initial;
        entries = new int[remembered];
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = new Segment();
        }
    }

    /** The run that goes on now. */
    Segment current() {
        return segments[0];
    }

    /** Forwarding starts, or goes on with another encoding or after a break, with this packet of the source. */
    Segment start(PublishedEncoding encoding, int generation, long source) {
        Segment segment = segments[SEGMENTS - 1];
        System.arraycopy(segments, 0, segments, 1, SEGMENTS - 1);
        segments[0] = segment;
        segments[1].lastOut = lastOut;
        segment.encoding = encoding;
        segment.generation = generation;
        segment.firstOut = lastOut + 1;
        segment.lastOut = Long.MAX_VALUE;
        segment.firstSource = source;
        segment.highestSource = source - 1;
        segment.skippedLast = false;
        return segment;
    }

    /** The number for the newest packet of the source; those missing before it keep theirs free. */
    long next(long source) {
        Segment segment = segments[0];
        reserve(segment, source);
        segment.highestSource = source;
        segment.skippedLast = false;
        return put(source);
    }

    /**
     * The newest packet of the source is held back: it gets no number.
     *
     * @param joined whether it belongs to the same frame as the last one held back, so that what is missing in between does too
     */
    void skip(long source, boolean joined) {
        Segment segment = segments[0];
        if (!(joined && segment.skippedLast)) {
            reserve(segment, source);
        }
        segment.highestSource = source;
        segment.skippedLast = true;
    }

    /** What is missing before the newest packet is held back with no more to know of it. */
    void passOver(long source) {
        segments[0].highestSource = source - 1;
    }

    private void reserve(Segment segment, long source) {
        for (long missing = segment.highestSource + 1; missing < source; missing++) {
            put(missing);
        }
    }

    private long put(long source) {
        lastOut++;
        entries[slot(lastOut)] = (int) source & SOURCE_MASK;
        return lastOut;
    }

    /** The run in which a late packet of an encoding has its place, null for none. */
    @Nullable
    @SuppressWarnings("ReferenceEquality") // One object per encoding.
    Segment segmentOf(PublishedEncoding encoding, int generation, long source) {
        for (int i = 0; i < SEGMENTS; i++) {
            Segment segment = segments[i];
            if (segment.encoding == encoding
                    && segment.generation == generation
                    && source >= segment.firstSource
                    && source <= segment.highestSource) {
                return segment;
            }
        }
        return null;
    }

    /** The number kept free for a late packet, {@link #NONE} where there is none. */
    long find(Segment segment, long source) {
        long low = Math.max(segment.firstOut, lastOut - entries.length + 1);
        long high = Math.min(segment.lastOut, lastOut);
        while (low <= high) {
            long middle = (low + high) >>> 1;
            long found = source(segment, middle);
            if (found == source) {
                return middle;
            }
            if (found < source) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NONE;
    }

    /** The run that a number given to the receiver lies in, null where it was never given or is too long ago. */
    @Nullable
    Segment segmentAt(long number) {
        if (number > lastOut || number <= lastOut - entries.length) {
            return null;
        }
        for (int i = 0; i < SEGMENTS; i++) {
            if (number >= segments[i].firstOut) {
                return segments[i].encoding == null ? null : segments[i];
            }
        }
        return null;
    }

    /** The source's packet behind a number of a run. */
    long source(Segment segment, long number) {
        int low = entries[slot(number)] & SOURCE_MASK;
        return segment.highestSource - (((int) segment.highestSource - low) & SOURCE_MASK);
    }

    /** What was noted with a number. */
    int note(long number) {
        return entries[slot(number)] >>> SOURCE_BITS;
    }

    void note(long number, int bits) {
        int slot = slot(number);
        entries[slot] = bits << SOURCE_BITS | (entries[slot] & SOURCE_MASK);
    }

    private int slot(long number) {
        return (int) number & (entries.length - 1);
    }

    /** The highest number given. */
    long last() {
        return lastOut;
    }
}
