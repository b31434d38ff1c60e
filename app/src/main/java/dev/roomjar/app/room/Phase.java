package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Refusal;
import dev.roomjar.app.rooms.Ticket;

/** How far a person has come with one room. */
sealed interface Phase {

    /** They have not said who they are. */
    record Doorstep() implements Phase {}

    /** They look at themselves and choose how to come in. */
    record Preview() implements Phase {}

    /** The room asks for its password. */
    record AskedForPassword(Refusal because) implements Phase {}

    /** Somebody in the room has their name. */
    record AskedForName(Refusal because) implements Phase {}

    /** They wait until a host lets them in. */
    record Knocking(String knock) implements Phase {}

    /** They are in. */
    record Inside(String seat, Ticket ticket) implements Phase {}

    /** They are out, and this is why; the words say what to do. */
    record Over(String heading, String advice, boolean mayComeBack) implements Phase {}
}
