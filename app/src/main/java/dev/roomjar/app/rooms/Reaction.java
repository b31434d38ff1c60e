package dev.roomjar.app.rooms;

/** What a person can throw into the room for a moment. */
public enum Reaction {
    THUMBS_UP,
    APPLAUSE,
    HEART,
    LAUGHTER,
    SURPRISE,
    PARTY
}
