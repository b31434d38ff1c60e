package dev.roomjar.app.rooms;

/** What a person may do in a room. */
public enum Standing {
    /** Takes part. */
    GUEST,
    /** Takes part and decides about the others: see {@link HostAction}. */
    HOST
}
