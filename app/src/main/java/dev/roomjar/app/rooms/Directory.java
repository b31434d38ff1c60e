package dev.roomjar.app.rooms;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** From a view of the lobby: tell me all, now and on every change, until I end. */
    record Watch(ActorRef<LobbyUpdated> updates, ActorRef<?> view) implements Command, CborMessage {}

    /** From a page that is only read: tell me all, once. */
    record Ask(ActorRef<LobbyUpdated> replyTo) implements Command, CborMessage {}

    /** From the server: it stops in this many seconds at the latest. */
    record ServerStopping(long seconds) implements Command, CborMessage {}

    /** From the actor system. */
    record RoomEnded(String key, ActorRef<RoomCommand> actor) implements Command {}

    /** From the actor system. */
    record WatcherEnded(ActorRef<LobbyUpdated> updates) implements Command {}

    private record Entry(RoomSummary summary, ActorRef<RoomCommand> actor) {}

    private final int limit;
    private final Map<String, Entry> rooms = new HashMap<>();
    private final Set<ActorRef<LobbyUpdated>> watchers = new HashSet<>();

    static Behavior<Command> create(int limit) {
        return Behaviors.setup(context -> new Directory(context, limit));
    }

    private Directory(ActorContext<Command> context, int limit) {
        super(context);
        this.limit = limit;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::command).build();
    }

    private Behavior<Command> command(Command command) {
        switch (command) {
            case Open(Name room, ActorRef<RoomCommand> actor) -> open(room, actor);
            case Changed(RoomSummary summary, ActorRef<RoomCommand> actor) -> changed(summary, actor);
            case Watch(ActorRef<LobbyUpdated> updates, ActorRef<?> view) -> watch(updates, view);
            case Ask(ActorRef<LobbyUpdated> replyTo) -> replyTo.tell(list());
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
        enter(new RoomSummary(name, List.of()), actor);
        actor.tell(new RoomCommand.MayOpen());
    }

    private void changed(RoomSummary summary, ActorRef<RoomCommand> actor) {
        if (summary.people().isEmpty()) {
            remove(summary.room().key(), actor);
        } else {
            enter(summary, actor);
            tellAll();
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
            tellAll();
        }
    }

    private void watch(ActorRef<LobbyUpdated> updates, ActorRef<?> view) {
        if (watchers.add(updates)) {
            getContext().watchWith(view, new WatcherEnded(updates));
        }
        updates.tell(list());
    }

    private void tellAll() {
        LobbyUpdated list = list();
        watchers.forEach(watcher -> watcher.tell(list));
    }

    private LobbyUpdated list() {
        return new LobbyUpdated(rooms.values().stream()
                .map(Entry::summary)
                .filter(summary -> !summary.people().isEmpty())
                .sorted(Comparator.comparing(summary -> summary.room().key()))
                .toList());
    }
}
