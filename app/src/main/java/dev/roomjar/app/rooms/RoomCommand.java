package dev.roomjar.app.rooms;

import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What a room can be told. Seats that are no more are ignored: their view was replaced or has ended. */
sealed interface RoomCommand {

    /** From a view: let its person in. */
    record Join(Name room, Arrival arrival, ActorRef<RoomEvent> events, ActorRef<?> view, ActorRef<JoinReply> replyTo)
            implements RoomCommand, CborMessage {
        @Override
        public String toString() {
            return "Join[" + room + ", " + arrival + "]";
        }
    }

    /** From somebody who is not in the room and watches it: tell me all, now and on every change, until I end. */
    record Watch(ActorRef<RoomEvent> events, ActorRef<?> watcher, ActorRef<WatchReply> replyTo)
            implements RoomCommand, CborMessage {}

    /** From the operator's page: what are you like now? */
    record Look(ActorRef<WatchReply> replyTo) implements RoomCommand, CborMessage {}

    /** From the actor system: a watcher has ended. */
    record WatcherEnded(ActorRef<RoomEvent> events) implements RoomCommand {}

    /** From a view: its person goes. */
    record Leave(String seat) implements RoomCommand, CborMessage {}

    /** From the view of somebody who waits: they would rather not. */
    record StopWaiting(String knock) implements RoomCommand, CborMessage {}

    /** From a view: what its person does. */
    record Act(String seat, Action action) implements RoomCommand, CborMessage {}

    /** From the operator of the server, who may do all that hosts may. */
    record Operate(HostAction action) implements RoomCommand, CborMessage {}

    /** From the video platform: who speaks. */
    record Speaking(List<String> seats) implements RoomCommand {}

    /** From the actor system: the view of this seat has ended. */
    record ViewEnded(String seat) implements RoomCommand {}

    /** From the actor system: the view of somebody who waits has ended. */
    record KnockerEnded(String knock) implements RoomCommand {}

    /** From the clock: something is due. */
    record TimePassed() implements RoomCommand {}

    /** From the directory: the room may open. */
    record MayOpen() implements RoomCommand, CborMessage {}

    /** From the directory: there are as many rooms as there may be. */
    record MayNotOpen(int limit) implements RoomCommand, CborMessage {}

    /** From the directory: the server stops in this many seconds at the latest. */
    record ServerStopping(long seconds) implements RoomCommand, CborMessage {}

    /** From the shard: stop. */
    record Stop() implements RoomCommand, CborMessage {}
}
