package dev.roomjar.media.forward;

/**
 * Picture ids as one receiver sees them: without a gap where pictures of higher temporal layers are held back, since VP8 decoders
 * wait for a picture that is missing. What is decided of a picture holds for all its packets. Ids are unwrapped. Not thread safe.
 */
final class PictureMap {
    /** In place of an id: the picture is held back, or too old to tell. */
    static final long NONE = Long.MIN_VALUE;

    private static final int WINDOW = 128;

    private final long[] heldBack = new long[WINDOW / Long.SIZE];
    private long first;
    private long highest;
    private long heldBackCount;

    /** Begins with a picture, which is forwarded. */
    void start(long picture) {
        heldBack[0] = 0;
        heldBack[1] = 0;
        heldBackCount = 0;
        first = picture;
        highest = picture - 1;
    }

    /**
     * The id, before anything is added to it, for a packet's picture.
     *
     * @param forward whether to forward the picture if this is its first packet; pictures that none was seen of before a later
     *     one count as forwarded
     */
    long place(long picture, boolean forward) {
        if (picture > highest) {
            for (long missing = Math.max(highest + 1, picture - WINDOW + 1); missing <= picture; missing++) {
                heldBack[word(missing)] &= ~(1L << missing);
            }
            highest = picture;
            if (!forward) {
                heldBack[word(picture)] |= 1L << picture;
                heldBackCount++;
            }
        }
        if (picture < first || highest - picture >= WINDOW || isHeldBack(picture)) {
            return NONE;
        }
        return picture - heldBackCount + heldBackAfter(picture);
    }

    /** Pictures that none was seen of before this one are held back. */
    void passOver(long picture) {
        for (long missing = Math.max(highest + 1, picture - WINDOW); missing < picture; missing++) {
            place(missing, false);
        }
    }

    /** Whether a picture should have come before the newest one. */
    boolean isBehind(long picture) {
        return picture <= highest;
    }

    private int heldBackAfter(long picture) {
        int count = 0;
        for (long later = picture + 1; later <= highest; later++) {
            count += isHeldBack(later) ? 1 : 0;
        }
        return count;
    }

    private boolean isHeldBack(long picture) {
        return (heldBack[word(picture)] & (1L << picture)) != 0;
    }

    private static int word(long picture) {
        return (int) (picture >> 6) & (WINDOW / Long.SIZE - 1);
    }
}
