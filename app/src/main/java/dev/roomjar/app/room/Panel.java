package dev.roomjar.app.room;

/** What stands beside the stage. */
public enum Panel {
    NONE,
    CHAT,
    PEOPLE,
    /** The rules of the room; hosts only. */
    ROOM
}
