package dev.roomjar.app.rooms;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * The rooms of the whole cluster. A view joins under its person's name and is then told of everything that changes, until
 * it leaves or ends. Whoever joins with the secret of the person who holds the name takes that place over.
 *
 * <p>Thread rule: any thread; nothing blocks.
 */
public final class RoomMaster {

    private static final EntityTypeKey<RoomCommand> ROOM = EntityTypeKey.create(RoomCommand.class, "room");
    private static final EntityTypeKey<Directory.Command> DIRECTORY =
            EntityTypeKey.create(Directory.Command.class, "directory");

    /** Far longer than anything takes but the start of a cluster. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final ClusterSharding sharding;

    private RoomMaster(ClusterSharding sharding) {
        this.sharding = sharding;
    }

    /**
     * Makes this node one that rooms can live on. The node must be, or become, a member of a cluster.
     *
     * @param permanent the rooms that are listed though nobody is in, and how they open
     */
    public static RoomMaster start(
            ActorSystem<?> system, Video video, Limits limits, Map<Name, Opening> permanent, Audit.Log audit) {
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(DIRECTORY, context -> Directory.create(limits.rooms(), permanent)));
        RoomMaster master = new RoomMaster(sharding);
        RoomActor.House house = new RoomActor.House(
                video, limits, permanent, master.directory(), master::room, ids(), audit, InstantSource.system());
        sharding.init(Entity.of(ROOM, context -> RoomActor.create(house, context.getShard()))
                .withStopMessage(new RoomCommand.Stop()));
        return master;
    }

    /**
     * Asks for a place in a room, which opens if it is not there.
     *
     * @param events is told what happens in the room once its person is in, and while they wait
     * @param view leaves the room when it ends
     * @return fails with a {@code TimeoutException} where the room does not answer
     */
    public CompletionStage<JoinReply> join(Name room, Arrival arrival, ActorRef<RoomEvent> events, ActorRef<?> view) {
        return room(room).ask(replyTo -> new RoomCommand.Join(room, arrival, events, view, replyTo), PATIENCE);
    }

    /**
     * Asks to be told what happens in a room without having a place in it; nobody there is told.
     *
     * @param watcher is told no more when it ends
     * @return fails with a {@code TimeoutException} where the room does not answer
     */
    public CompletionStage<WatchReply> watch(Name room, ActorRef<RoomEvent> events, ActorRef<?> watcher) {
        return room(room).ask(replyTo -> new RoomCommand.Watch(events, watcher, replyTo), PATIENCE);
    }

    /**
     * A room as it is now, for its operator.
     *
     * @return fails with a {@code TimeoutException} where the room does not answer
     */
    public CompletionStage<WatchReply> look(Name room) {
        return room(room).ask(RoomCommand.Look::new, PATIENCE);
    }

    /**
     * Tells what strangers may know of one room, listed or not, now and on every change, until the view ends or {@link
     * #stopWatching}. No room in the update: it is not open.
     */
    public void watchRoom(Name room, ActorRef<LobbyUpdated> updates, ActorRef<?> view) {
        directory().tell(new Directory.WatchRoom(room, updates, view));
    }

    /** Ends what {@link #watchRoom} began. */
    public void stopWatching(ActorRef<LobbyUpdated> updates) {
        directory().tell(new Directory.Unwatch(updates));
    }

    /** Waits no longer to be let in. */
    public void stopWaiting(Name room, String knock) {
        room(room).tell(new RoomCommand.StopWaiting(knock));
    }

    /** Leaves at once, without waiting for the view's end. */
    public void leave(Name room, String seat) {
        room(room).tell(new RoomCommand.Leave(seat));
    }

    /** What the seat's person does; the room decides whether they may. */
    public void act(Name room, String seat, Action action) {
        room(room).tell(new RoomCommand.Act(seat, action));
    }

    /** What the operator of the server does in a room. */
    public void operate(Name room, HostAction action) {
        room(room).tell(new RoomCommand.Operate(action));
    }

    /** Tells the rooms of the lobby now and on every change, until the view ends. */
    public void watchLobby(ActorRef<LobbyUpdated> updates, ActorRef<?> view) {
        directory().tell(new Directory.Watch(updates, view, false));
    }

    /** The same with the rooms that are not listed, which is for operators only. */
    public void watchAllRooms(ActorRef<LobbyUpdated> updates, ActorRef<?> view) {
        directory().tell(new Directory.Watch(updates, view, true));
    }

    /** The rooms of the lobby as they are now; fails with a {@code TimeoutException} where there is no answer. */
    public CompletionStage<LobbyUpdated> lobby() {
        return directory().ask(replyTo -> new Directory.Ask(replyTo, false), PATIENCE);
    }

    /** The same with the rooms that are not listed. */
    public CompletionStage<LobbyUpdated> allRooms() {
        return directory().ask(replyTo -> new Directory.Ask(replyTo, true), PATIENCE);
    }

    /** Tells everybody in a room that the server stops in this time at the latest. */
    public void announceStop(Duration atMost) {
        directory().tell(new Directory.ServerStopping(atMost.toSeconds()));
    }

    private EntityRef<Directory.Command> directory() {
        return sharding.entityRefFor(DIRECTORY, "all");
    }

    private EntityRef<RoomCommand> room(Name name) {
        return sharding.entityRefFor(ROOM, name.key());
    }

    private static Supplier<String> ids() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] id = new byte[12];
            random.nextBytes(id);
            return HexFormat.of().formatHex(id);
        };
    }
}
