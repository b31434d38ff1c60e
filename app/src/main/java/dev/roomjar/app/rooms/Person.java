package dev.roomjar.app.rooms;

import org.jspecify.annotations.Nullable;

/**
 * One person in a room as everybody in it may see them.
 *
 * @param seat names this stay of the person in this room; public, new with every admission
 * @param streamId the stream to subscribe to, or null while there is none
 */
public record Person(String seat, Name name, @Nullable String streamId, Source microphone, Source camera) {

    /** Whether there is nothing of this person to see or hear: neither microphone nor camera can be used. */
    public boolean onlyWatches() {
        return microphone == Source.NONE && camera == Source.NONE;
    }
}
