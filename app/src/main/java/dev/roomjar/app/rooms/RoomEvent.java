package dev.roomjar.app.rooms;

/** What a room tells one live view in it. */
public sealed interface RoomEvent extends CborMessage {

    /** The view's person is in. */
    record Admitted(String seat, Ticket ticket, Roster roster) implements RoomEvent {}

    /** The view's person was not let in; nothing more comes. */
    record Refused(Refusal refusal) implements RoomEvent {}

    /** Somebody came, left, or changed. */
    record RoomUpdated(Roster roster) implements RoomEvent {}

    /** The same browser joined again under this name: its newer view holds the place now, and nothing more comes. */
    record TakenOver() implements RoomEvent {}
}
