package dev.roomjar.app.whip;

import java.util.Locale;

/** What the holder of a token may do in its room. */
public enum RoomRole {
    /** Publish, as a person of the room. */
    PUBLISHER("room.publish"),
    /** Watch. */
    SUBSCRIBER("room.watch");

    private final String scope;

    RoomRole(String scope) {
        this.scope = scope;
    }

    /** The word that stands for it in a token. */
    String scope() {
        return scope;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
