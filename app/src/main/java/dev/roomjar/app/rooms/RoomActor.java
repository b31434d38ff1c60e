package dev.roomjar.app.rooms;

import dev.roomjar.app.rooms.RoomCommand.Join;
import dev.roomjar.app.rooms.RoomCommand.Leave;
import dev.roomjar.app.rooms.RoomCommand.MayNotOpen;
import dev.roomjar.app.rooms.RoomCommand.MayOpen;
import dev.roomjar.app.rooms.RoomCommand.ServerStopping;
import dev.roomjar.app.rooms.RoomCommand.Sources;
import dev.roomjar.app.rooms.RoomCommand.Stop;
import dev.roomjar.app.rooms.RoomCommand.Streaming;
import dev.roomjar.app.rooms.RoomCommand.ViewEnded;
import dev.roomjar.app.rooms.RoomCommand.Watch;
import dev.roomjar.app.rooms.RoomCommand.WatcherEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /** What all rooms share. */
    record House(
            Video video,
            Limits limits,
            RecipientRef<Directory.Command> directory,
            Function<Name, RecipientRef<RoomCommand>> rooms,
            Supplier<String> newSeatId) {}

    private final House house;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final List<Join> waiting = new ArrayList<>();
    private @Nullable Room room;
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
            case WatcherEnded(ActorRef<RoomEvent> events) -> unwatch(events);
            case MayOpen() -> open();
            case MayNotOpen(int limit) -> refuseAll(new Refusal.TooManyRooms(limit));
            case Leave(String seat) -> leave(seat);
            case ViewEnded(String seat) -> leave(seat);
            case Streaming(String seat, String streamId) -> streaming(seat, streamId);
            case Sources(String seat, Source microphone, Source camera) -> sources(seat, microphone, camera);
            case ServerStopping(long seconds) -> announceStop(seconds);
            case Stop() -> {
                return Behaviors.stopped();
            }
        }
        return this;
    }

    private void join(Join join) {
        if (going) {
            house.rooms().apply(join.room()).tell(join);
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
        Room opened = new Room(
                waiting.getFirst().room(), house.video(), house.limits().people(), house.newSeatId());
        room = opened;
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
        switch (room.join(join.name(), join.secret(), join.events(), join.view())) {
            case Room.Joined.TurnedAway(Refusal refusal) -> join.replyTo().tell(new JoinReply.Refused(refusal));
            case Room.Joined.Seated(Seat seat, Seat replaced) -> {
                if (replaced != null) {
                    getContext().unwatch(replaced.view());
                    replaced.events().tell(new RoomEvent.TakenOver());
                }
                getContext().watchWith(seat.view(), new ViewEnded(seat.id()));
                join.replyTo().tell(room.admitted(seat));
                changed(room, seat);
            }
        }
    }

    private void leave(String seatId) {
        if (room == null) {
            return;
        }
        Room here = room;
        here.leave(seatId).ifPresent(gone -> {
            getContext().unwatch(gone.view());
            changed(here, null);
            if (here.empty()) {
                close();
                goAway();
            }
        });
    }

    private void watch(Watch watch) {
        if (room != null) {
            getContext().watchWith(watch.watcher(), new WatcherEnded(watch.events()));
            watch.replyTo().tell(room.watch(watch.events()));
            return;
        }
        watch.replyTo().tell(new WatchReply.NotOpen());
        if (waiting.isEmpty() && !going) {
            goAway();
        }
    }

    private void unwatch(ActorRef<RoomEvent> events) {
        if (room != null) {
            room.unwatch(events);
        }
    }

    private void streaming(String seat, @Nullable String streamId) {
        if (room == null) {
            return;
        }
        if (room.streaming(seat, streamId)) {
            room.announce(null);
        } else if (streamId != null) {
            getContext().getLog().debug("Stream {} is not of seat {} in room {}", streamId, seat, room.summary());
        }
    }

    private void sources(String seat, Source microphone, Source camera) {
        if (room != null && room.sources(seat, microphone, camera)) {
            room.announce(null);
        }
    }

    private void announceStop(long seconds) {
        if (room != null) {
            room.announceStop(seconds);
        }
    }

    private void changed(Room room, @Nullable Seat newcomer) {
        room.announce(newcomer);
        house.directory()
                .tell(new Directory.Changed(room.summary(), getContext().getSelf()));
    }

    private void goAway() {
        going = true;
        shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }

    private void close() {
        if (room != null) {
            room.close();
            room = null;
        }
    }
}
