package dev.roomjar.media;

/** Whether newcomers should be let in, best first. The media server only tells: whoever opens the door to people asks before. */
public enum Admission {
    /** There is room. */
    OPEN,
    /** As many peer connections are open as may be. */
    FULL,
    /** The loop cannot keep up although it already sends less video: those who are in come first. */
    BUSY,
    /** The server is about to stop and waits for its calls to end, see {@link MediaServer#drain}. */
    DRAINING
}
