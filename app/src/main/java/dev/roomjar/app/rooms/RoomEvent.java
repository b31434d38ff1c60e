package dev.roomjar.app.rooms;

/** What a room tells one live view in it, after it was admitted. */
public sealed interface RoomEvent extends CborMessage {

    /** Somebody came, left, or changed. */
    record RoomUpdated(Roster roster) implements RoomEvent {}

    /** The same browser joined again under this name: its newer view holds the place now, and nothing more comes. */
    record TakenOver() implements RoomEvent {}

    /** The server waits for its calls to end, and stops in this many seconds at the latest. */
    record ServerStopping(long seconds) implements RoomEvent {}
}
