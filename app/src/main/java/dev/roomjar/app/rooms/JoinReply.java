package dev.roomjar.app.rooms;

/** The answer to a join. */
public sealed interface JoinReply extends CborMessage {

    /** The view's person is in. */
    record Admitted(String seat, Ticket ticket, Roster roster) implements JoinReply {}

    /** The view's person was not let in. */
    record Refused(Refusal refusal) implements JoinReply {}
}
