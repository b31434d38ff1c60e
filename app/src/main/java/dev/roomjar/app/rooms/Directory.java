package dev.roomjar.app.rooms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * The list of rooms, one for the whole cluster: counts them against the limit and tells the views of the lobby. Watches
 * rooms and views, so that nothing that has ended stays listed.
 */
final class Directory extends AbstractBehavior<Directory.Command> {

    sealed interface Command {}

    /** From a room with its first join: answered by {@code MayOpen} or {@code MayNotOpen}. */
    record Open(Name room, ActorRef<RoomCommand> actor) implements Command, CborMessage {}

    /** From a room: its people are these now; nobody means that it closes. */
    record Changed(RoomSummary summary, ActorRef<RoomCommand> actor) implements Command, CborMessage {}

    /** From a view: tell me the listed rooms, or all, now and on every change, until I end. */
    record Watch(ActorRef<LobbyUpdated> updates, ActorRef<?> view, boolean all) implements Command, CborMessage {}

    /** From somebody before a room: tell me of this one room, listed or not, now and when it changes, until I end. */
    record WatchRoom(Name room, ActorRef<LobbyUpdated> updates, ActorRef<?> view) implements Command, CborMessage {}

    /** From a view that watched: no more. */
    record Unwatch(ActorRef<LobbyUpdated> updates) implements Command, CborMessage {}

    /** From a page that is only read: tell me, once. */
    record Ask(ActorRef<LobbyUpdated> replyTo, boolean all) implements Command, CborMessage {}

    /** From the server: it stops in this many seconds at the latest. */
    record ServerStopping(long seconds) implements Command, CborMessage {}

    /** From the actor system. */
    record RoomEnded(String key, ActorRef<RoomCommand> actor) implements Command {}

    /** From the actor system. */
    record WatcherEnded(ActorRef<LobbyUpdated> updates) implements Command {}

    private record Entry(RoomSummary summary, ActorRef<RoomCommand> actor) {}

    private final int limit;
    private final Map<Name, Opening> permanent;
    private final Map<String, Entry> rooms = new HashMap<>();

    private final Map<ActorRef<LobbyUpdated>, Scope> watchers = new HashMap<>();

    /** What a watcher is told of. */
    private sealed interface Scope {
        record Listed() implements Scope {}

        record All() implements Scope {}

        record One(Name room) implements Scope {}
    }

    static Behavior<Command> create(int limit, Map<Name, Opening> permanent) {
        return Behaviors.setup(context -> new Directory(context, limit, permanent));
    }

    private Directory(ActorContext<Command> context, int limit, Map<Name, Opening> permanent) {
        super(context);
        this.limit = limit;
        this.permanent = Map.copyOf(permanent);
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::command).build();
    }

    private Behavior<Command> command(Command command) {
        switch (command) {
            case Open(Name room, ActorRef<RoomCommand> actor) -> open(room, actor);
            case Changed(RoomSummary summary, ActorRef<RoomCommand> actor) -> changed(summary, actor);
            case Watch(ActorRef<LobbyUpdated> updates, ActorRef<?> view, boolean all) ->
                watch(updates, view, all ? new Scope.All() : new Scope.Listed());
            case WatchRoom(Name room, ActorRef<LobbyUpdated> updates, ActorRef<?> view) ->
                watch(updates, view, new Scope.One(room));
            case Unwatch(ActorRef<LobbyUpdated> updates) -> watchers.remove(updates);
            case Ask(ActorRef<LobbyUpdated> replyTo, boolean all) -> replyTo.tell(list(all));
            case ServerStopping(long seconds) ->
                rooms.values().forEach(room -> room.actor().tell(new RoomCommand.ServerStopping(seconds)));
            case RoomEnded(String key, ActorRef<RoomCommand> actor) -> remove(key, actor);
            case WatcherEnded(ActorRef<LobbyUpdated> updates) -> watchers.remove(updates);
        }
        return this;
    }

    private void open(Name name, ActorRef<RoomCommand> actor) {
        Entry known = rooms.get(name.key());
        if (known == null && rooms.size() >= limit) {
            actor.tell(new RoomCommand.MayNotOpen(limit));
            return;
        }
        // Counted from now on, listed once somebody is in.
        enter(new RoomSummary(name, List.of(), Rules.of(Opening.PUBLIC), null), actor);
        actor.tell(new RoomCommand.MayOpen());
    }

    private void changed(RoomSummary summary, ActorRef<RoomCommand> actor) {
        if (summary.people().isEmpty()) {
            remove(summary.room().key(), actor);
        } else {
            enter(summary, actor);
            tellAll(summary.room());
        }
    }

    private void enter(RoomSummary summary, ActorRef<RoomCommand> actor) {
        String key = summary.room().key();
        Entry before = rooms.put(key, new Entry(summary, actor));
        if (before == null || !before.actor().equals(actor)) {
            getContext().watchWith(actor, new RoomEnded(key, actor));
        }
    }

    private void remove(String key, ActorRef<RoomCommand> actor) {
        Entry entry = rooms.get(key);
        // A room of the same name may have opened since.
        if (entry != null && entry.actor().equals(actor)) {
            rooms.remove(key);
            getContext().unwatch(actor);
            tellAll(entry.summary().room());
        }
    }

    private void watch(ActorRef<LobbyUpdated> updates, ActorRef<?> view, Scope scope) {
        if (watchers.put(updates, scope) == null) {
            // A view watches one thing here at a time, and an earlier one may have ended by its word.
            getContext().unwatch(view);
            getContext().watchWith(view, new WatcherEnded(updates));
        }
        updates.tell(
                switch (scope) {
                    case Scope.All() -> list(true);
                    case Scope.Listed() -> list(false);
                    case Scope.One(Name room) -> only(room);
                });
    }

    private void tellAll(Name changed) {
        LobbyUpdated listed = list(false);
        LobbyUpdated all = list(true);
        watchers.forEach((watcher, scope) -> {
            switch (scope) {
                case Scope.All() -> watcher.tell(all);
                case Scope.Listed() -> watcher.tell(listed);
                case Scope.One(Name room) when room.equals(changed) -> watcher.tell(only(room));
                case Scope.One _ -> {}
            }
        });
    }

    private LobbyUpdated list(boolean all) {
        return new LobbyUpdated(everything().values().stream()
                .filter(summary -> all || summary.rules().listed())
                .map(summary -> all ? summary : summary.forStrangers())
                .toList());
    }

    private LobbyUpdated only(Name room) {
        RoomSummary summary = everything().get(room.key());
        return new LobbyUpdated(summary == null ? List.of() : List.of(summary.forStrangers()));
    }

    private Map<String, RoomSummary> everything() {
        Map<String, RoomSummary> shown = new TreeMap<>();
        permanent.forEach(
                (name, opening) -> shown.put(name.key(), new RoomSummary(name, List.of(), Rules.of(opening), null)));
        rooms.forEach((key, entry) -> {
            if (!entry.summary().people().isEmpty()) {
                shown.put(key, entry.summary());
            }
        });
        return shown;
    }
}
