package dev.roomjar.media.congestion;

/** How a path is used, by the change of its delay. */
enum Usage {
    /** A queue shrinks. */
    UNDER,
    NORMAL,
    /** A queue grows. */
    OVER
}
