package dev.roomjar.app.rooms;

import org.jspecify.annotations.Nullable;

/**
 * One person in a room as everybody in it may see them.
 *
 * @param seat names this stay of the person in this room; public, new with every admission
 * @param streamId the stream of their camera and microphone, or null while there is none
 * @param screenId the stream of what they share, or null
 * @param vouched whether somebody else than the person says that this is their name
 * @param hand 0 with the hand down; else grows with every hand that goes up
 */
public record Person(
        String seat,
        Name name,
        Standing standing,
        @Nullable String streamId,
        @Nullable String screenId,
        Source microphone,
        Source camera,
        boolean vouched,
        long hand) {

    /** Whether there is nothing of this person to see or hear: neither microphone nor camera can be used. */
    public boolean onlyWatches() {
        return microphone == Source.NONE && camera == Source.NONE;
    }

    public boolean host() {
        return standing == Standing.HOST;
    }

    public boolean handUp() {
        return hand > 0;
    }
}
