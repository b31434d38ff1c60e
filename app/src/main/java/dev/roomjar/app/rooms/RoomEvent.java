package dev.roomjar.app.rooms;

import java.util.List;

/** What a room tells one live view in it, after it was admitted or while it waits. */
public sealed interface RoomEvent extends CborMessage {

    /** Of what goes on in the room; the others say that the person is in, or is not. */
    sealed interface Within extends RoomEvent {}

    /**
     * Somebody came, left, or changed.
     *
     * @param knocks who waits to be let in: hosts are told, for others it is empty
     */
    record RoomUpdated(RoomState room, List<Knock> knocks) implements Within {
        public RoomUpdated {
            knocks = List.copyOf(knocks);
        }
    }

    /** A host has let in the person who waited. */
    record LetIn(JoinReply.Admitted place) implements RoomEvent {}

    /** The person who waited is not let in. */
    record TurnedAway(Refusal refusal) implements RoomEvent {}

    /** Who speaks now, the loudest of late first. */
    record Speaking(List<String> seats) implements Within {
        public Speaking {
            seats = List.copyOf(seats);
        }
    }

    record Posted(ChatMessage message) implements Within {}

    /** To one person: what they have just written came too soon after the last, and nobody has read it. */
    record NotPosted() implements Within {}

    /** A message was taken back. */
    record Unposted(long number) implements Within {}

    /** That person is writing a message; holds for some seconds. */
    record Typing(String seat) implements Within {}

    record Reacted(String seat, Reaction reaction) implements Within {}

    /** To one person: their microphone was switched off, or was not allowed to go on. */
    record Muted(String by) implements Within {}

    /** To one person: their camera was switched off, or was not allowed to go on. */
    record CameraStopped(String by) implements Within {}

    /** To one person: what they share is not shown any more, or was not allowed. */
    record SharingStopped(String by) implements Within {}

    /** To one person: they may, and are asked to, switch their microphone on. */
    record AskedToUnmute(String by) implements Within {}

    /** To one person: their name is somebody else's for whom it is vouched; this is theirs now. */
    record Renamed(Name name) implements Within {}

    /** To one person: they were not given the name they wanted. */
    record NotRenamed(Refusal refusal) implements Within {}

    /** To one person: they are out, and nothing more comes. */
    record Out(Why why) implements RoomEvent {
        public enum Why {
            REMOVED,
            BANNED,
            ROOM_ENDED
        }
    }

    /** The same browser joined again under this name: its newer view holds the place now, and nothing more comes. */
    record TakenOver() implements RoomEvent {}

    /** The server waits for its calls to end, and stops in this many seconds at the latest. */
    record ServerStopping(long seconds) implements Within {}
}
