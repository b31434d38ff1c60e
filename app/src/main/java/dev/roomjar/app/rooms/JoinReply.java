package dev.roomjar.app.rooms;

import java.util.List;

/** The answer to a join. */
public sealed interface JoinReply extends CborMessage {

    /**
     * The view's person is in.
     *
     * @param chat what was said before, oldest first
     * @param knocks who waits to be let in, for hosts
     */
    record Admitted(String seat, Ticket ticket, RoomState room, List<ChatMessage> chat, List<Knock> knocks)
            implements JoinReply {
        public Admitted {
            chat = List.copyOf(chat);
            knocks = List.copyOf(knocks);
        }
    }

    /** The view's person waits: {@link RoomEvent.LetIn} or {@link RoomEvent.TurnedAway} follows. */
    record Waiting(String knock) implements JoinReply {}

    /** The view's person was not let in. */
    record Refused(Refusal refusal) implements JoinReply {}
}
