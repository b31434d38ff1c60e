package dev.roomjar.app.rooms;

import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What a room can be told. Seats that are no more are ignored: their view was replaced or has ended. */
sealed interface RoomCommand {

    /** From a view: let its person in. */
    record Join(
            Name room,
            Name name,
            String secret,
            ActorRef<RoomEvent> events,
            ActorRef<?> view,
            ActorRef<JoinReply> replyTo)
            implements RoomCommand, CborMessage {
        @Override
        public String toString() {
            return "Join[" + room + ", " + name + "]";
        }
    }

    /** From somebody who is not in the room and watches it: tell me all, now and on every change, until I end. */
    record Watch(ActorRef<RoomEvent> events, ActorRef<?> watcher, ActorRef<WatchReply> replyTo)
            implements RoomCommand, CborMessage {}

    /** From the actor system: a watcher has ended. */
    record WatcherEnded(ActorRef<RoomEvent> events) implements RoomCommand {}

    /** From a view: its person goes. */
    record Leave(String seat) implements RoomCommand, CborMessage {}

    /** From a view: its browser says that it publishes this stream, or (null) none any more. */
    record Streaming(String seat, @Nullable String streamId) implements RoomCommand, CborMessage {}

    /** From a view: microphone and camera of its person. */
    record Sources(String seat, Source microphone, Source camera) implements RoomCommand, CborMessage {}

    /** From the actor system: the view of this seat has ended. */
    record ViewEnded(String seat) implements RoomCommand {}

    /** From the directory: this room may open. */
    record MayOpen() implements RoomCommand, CborMessage {}

    /** From the directory: there are too many rooms. */
    record MayNotOpen(int limit) implements RoomCommand, CborMessage {}

    /** From the directory: the server stops in this many seconds at the latest. */
    record ServerStopping(long seconds) implements RoomCommand, CborMessage {}

    /** From the shard: go now. */
    record Stop() implements RoomCommand, CborMessage {}
}
