package dev.roomjar.app.rooms;

/** The answer to the wish to watch a room without being in it. */
public sealed interface WatchReply extends CborMessage {

    /**
     * What happens in the room will be told.
     *
     * @param sessionId the video session that the room's streams are in, as long as it stays open
     */
    record Watching(String sessionId, RoomState room) implements WatchReply {}

    /** Nobody is in the room: it is not open. */
    record NotOpen() implements WatchReply {}
}
