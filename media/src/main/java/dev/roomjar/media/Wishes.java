package dev.roomjar.media;

/**
 * What a receiver can make use of in one subscription's video. The server sends the best it has that is no better than this,
 * as far as the bandwidth to the receiver goes.
 *
 * @param width of the place where it is shown, in device pixels; 0: no limit
 * @param height likewise
 * @param frameRate pictures per second that are enough; 0: no limit
 * @param priority who is served first where the bandwidth does not do for all
 * @param visible whether it is seen at all: false pauses video and leaves audio alone
 */
public record Wishes(int width, int height, int frameRate, Priority priority, boolean visible) {
    /** The best there is: what holds until something else is said. */
    public static final Wishes EVERYTHING = new Wishes(0, 0, 0, Priority.NORMAL, true);

    public Wishes {
        if (width < 0 || height < 0 || frameRate < 0) {
            throw new IllegalArgumentException("wishes are counted from 0 (0: no limit), not " + width + "x" + height
                    + " at " + frameRate + " frames per second");
        }
    }

    /** Whose video comes first. */
    public enum Priority {
        NORMAL,
        /** Before all normal ones: a shared screen, a pinned speaker. */
        HIGH
    }
}
