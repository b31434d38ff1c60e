package dev.roomjar.app.rooms;

import dev.roomjar.app.rooms.RoomCommand.Act;
import dev.roomjar.app.rooms.RoomCommand.Join;
import dev.roomjar.app.rooms.RoomCommand.KnockerEnded;
import dev.roomjar.app.rooms.RoomCommand.Leave;
import dev.roomjar.app.rooms.RoomCommand.Look;
import dev.roomjar.app.rooms.RoomCommand.MayNotOpen;
import dev.roomjar.app.rooms.RoomCommand.MayOpen;
import dev.roomjar.app.rooms.RoomCommand.Operate;
import dev.roomjar.app.rooms.RoomCommand.ServerStopping;
import dev.roomjar.app.rooms.RoomCommand.Speaking;
import dev.roomjar.app.rooms.RoomCommand.Stop;
import dev.roomjar.app.rooms.RoomCommand.TimePassed;
import dev.roomjar.app.rooms.RoomCommand.ViewEnded;
import dev.roomjar.app.rooms.RoomCommand.Watch;
import dev.roomjar.app.rooms.RoomCommand.WatcherEnded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox of one {@link Room}: asks the directory whether it may open, watches the views in it, and goes when the last
 * has left. A join that meets the room while it opens waits; one that meets it while it goes is sent round to the shard,
 * which keeps it for the next room of that name.
 */
final class RoomActor extends AbstractBehavior<RoomCommand> {

    /**
     * What all rooms share.
     *
     * @param permanent the rooms that are there for good, and how they open
     * @param newId makes ids that nobody can guess
     */
    record House(
            Video video,
            Limits limits,
            Map<Name, Opening> permanent,
            RecipientRef<Directory.Command> directory,
            Function<Name, RecipientRef<RoomCommand>> rooms,
            Supplier<String> newId,
            Audit.Log audit,
            InstantSource clock) {}

    private final House house;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final List<Join> waiting = new ArrayList<>();
    private @Nullable Room room;
    private @Nullable Instant emptySince;
    private @Nullable Instant alarm;
    private boolean going;

    static Behavior<RoomCommand> create(House house, ActorRef<ClusterSharding.ShardCommand> shard) {
        return Behaviors.setup(context -> new RoomActor(context, house, shard));
    }

    private RoomActor(ActorContext<RoomCommand> context, House house, ActorRef<ClusterSharding.ShardCommand> shard) {
        super(context);
        this.house = house;
        this.shard = shard;
    }

    @Override
    public Receive<RoomCommand> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::command)
                .onSignal(PostStop.class, stopped -> {
                    close();
                    return this;
                })
                .build();
    }

    private Behavior<RoomCommand> command(RoomCommand command) {
        switch (command) {
            case Join join -> join(join);
            case Watch watch -> watch(watch);
            case Look(ActorRef<WatchReply> replyTo) -> look(replyTo);
            case WatcherEnded(ActorRef<RoomEvent> events) -> inRoom(open -> open.unwatch(events));
            case MayOpen() -> open();
            case MayNotOpen(int limit) -> refuseAll(new Refusal.TooManyRooms(limit));
            case Leave(String seat) -> inRoom(open -> open.leave(seat, now()));
            case ViewEnded(String seat) -> inRoom(open -> open.leave(seat, now()));
            case RoomCommand.StopWaiting(String knock) -> inRoom(open -> open.stopsWaiting(knock));
            case KnockerEnded(String knock) -> inRoom(open -> open.stopsWaiting(knock));
            case Act(String seat, Action action) -> inRoom(open -> open.act(seat, action, now()));
            case Operate(HostAction action) -> inRoom(open -> open.operate(action, now()));
            case Speaking(List<String> seats) -> inRoom(open -> open.speaking(seats, now()));
            case ServerStopping(long seconds) ->
                inRoom(open -> open.seats().tell(new RoomEvent.ServerStopping(seconds)));
            case TimePassed() -> timePassed();
            case Stop() -> {
                return Behaviors.stopped();
            }
        }
        settle(null);
        return this;
    }

    private void inRoom(Consumer<Room> action) {
        if (room != null) {
            action.accept(room);
        }
    }

    private Instant now() {
        return house.clock().instant();
    }

    private void join(Join join) {
        if (going) {
            house.rooms().apply(join.room()).tell(join);
            return;
        }
        if (house.limits().invitedOnly() && !join.arrival().invited()) {
            join.replyTo().tell(new JoinReply.Refused(new Refusal.InvitedOnly()));
            return;
        }
        if (room != null) {
            admit(room, join);
            return;
        }
        waiting.add(join);
        if (waiting.size() == 1) {
            house.directory().tell(new Directory.Open(join.room(), getContext().getSelf()));
        }
    }

    private void open() {
        if (room != null || waiting.isEmpty()) {
            return;
        }
        Join first = waiting.getFirst();
        Opening permanent = house.permanent().get(first.room());
        Opening opening = permanent == null ? first.arrival().opening() : permanent;
        Room opened = new Room(first.room(), opening, permanent != null, house, now());
        room = opened;
        ActorRef<RoomCommand> self = getContext().getSelf();
        opened.hear(seats -> self.tell(new Speaking(seats)));
        List<Join> joins = List.copyOf(waiting);
        waiting.clear();
        joins.forEach(join -> admit(opened, join));
    }

    private void refuseAll(Refusal refusal) {
        waiting.forEach(join -> join.replyTo().tell(new JoinReply.Refused(refusal)));
        waiting.clear();
        goAway();
    }

    private void admit(Room room, Join join) {
        switch (room.reception().arrive(join.arrival(), join.events(), join.view(), now())) {
            case Reception.Arrived.TurnedAway(Refusal refusal) -> join.replyTo().tell(new JoinReply.Refused(refusal));
            case Reception.Arrived.Waits(WaitingRoom.Waiting one) -> {
                String knock = one.knock().id();
                watch(one.view(), new KnockerEnded(knock));
                join.replyTo().tell(new JoinReply.Waiting(knock));
            }
            case Reception.Arrived.Seated(Seat seat, Seat replaced) -> {
                if (replaced != null) {
                    getContext().unwatch(replaced.view());
                    replaced.tell(new RoomEvent.TakenOver());
                }
                watch(seat.view(), new ViewEnded(seat.id()));
                join.replyTo().tell(room.admitted(seat));
                settle(seat);
            }
        }
    }

    /** The view may be watched already: as one that waits, or from an earlier stay. */
    private void watch(ActorRef<?> view, RoomCommand atItsEnd) {
        getContext().unwatch(view);
        getContext().watchWith(view, atItsEnd);
    }

    /** Tells everybody what has changed, and sees to what is due. */
    private void settle(@Nullable Seat newcomer) {
        Room here = room;
        if (here == null) {
            return;
        }
        here.reception().takeNewcomers().forEach(seat -> watch(seat.view(), new ViewEnded(seat.id())));
        if (here.announce(newcomer)) {
            house.directory()
                    .tell(new Directory.Changed(here.summary(), getContext().getSelf()));
        }
        emptySince = !here.seats().empty() ? null : emptySince == null ? now() : emptySince;
        if (here.seats().empty() && (here.ended() || house.limits().linger().isZero())) {
            close();
            goAway();
        } else {
            setAlarm(here);
        }
    }

    private void setAlarm(Room here) {
        Stream.of(here.nextDeadline(), end())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .filter(due -> alarm == null || due.isBefore(alarm))
                .ifPresent(due -> {
                    alarm = due;
                    Duration wait = Duration.between(now(), due);
                    getContext()
                            .scheduleOnce(
                                    wait.isPositive() ? wait : Duration.ofMillis(1),
                                    getContext().getSelf(),
                                    new TimePassed());
                });
    }

    /** When the room closes if nobody comes back; empty while somebody is in. */
    private Optional<Instant> end() {
        return Optional.ofNullable(emptySince)
                .map(since -> since.plus(house.limits().linger()));
    }

    private void timePassed() {
        alarm = null;
        inRoom(open -> open.timePassed(now()));
        if (end().filter(end -> !now().isBefore(end)).isPresent()) {
            close();
            goAway();
        }
    }

    private void watch(Watch watch) {
        if (room != null && !room.seats().empty()) {
            getContext().watchWith(watch.watcher(), new WatcherEnded(watch.events()));
            watch.replyTo().tell(room.watch(watch.events()));
            return;
        }
        watch.replyTo().tell(new WatchReply.NotOpen());
        goAwayUnlessNeeded();
    }

    private void look(ActorRef<WatchReply> replyTo) {
        replyTo.tell(room == null ? new WatchReply.NotOpen() : room.look());
        goAwayUnlessNeeded();
    }

    private void goAwayUnlessNeeded() {
        if (room == null && waiting.isEmpty() && !going) {
            goAway();
        }
    }

    private void goAway() {
        going = true;
        shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }

    private void close() {
        if (room != null) {
            room.close();
            room = null;
            emptySince = null;
        }
    }
}
