package dev.roomjar.app.rooms;

/** What a person's microphone or camera is doing. */
public enum Source {
    /** Sent to the others. */
    ON,
    /** There, but switched off by the person. */
    OFF,
    /** Missing, refused or in use elsewhere: nothing can be sent. */
    NONE
}
