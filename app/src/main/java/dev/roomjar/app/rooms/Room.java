package dev.roomjar.app.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The state of one open room and its rules; driven by one {@link RoomActor}. How people come in is in {@link Reception}, what
 * they do for themselves in {@link Participation}, what hosts do to others in {@link Hosting}. Nobody is told of a change before
 * {@link #announce}.
 */
final class Room {
    private static final Duration TIMER_SHOWN = Duration.ofSeconds(10);

    private final Name name;
    private final Video video;
    private final Audit.Log audit;
    private final Instant openedAt;
    private final String sessionId;
    private final Door door;
    private final Hosts hosts;
    private final Floor floor;
    private final Reception reception;
    private final Participation participation;
    private final Hosting hosting = new Hosting(this);
    private final Seats seats = new Seats();
    private final WaitingRoom waitingRoom = new WaitingRoom();
    private final Chat chat = new Chat();
    private final Set<ActorRef<RoomEvent>> watchers = new HashSet<>();
    private @Nullable String spotlight;
    private @Nullable Instant timerEnd;
    private boolean changed;
    private boolean ended;

    /** @param permanent whether the room is there for good, so that whoever comes first is nobody special at its door */
    Room(Name name, Opening opening, boolean permanent, RoomActor.House house, Instant now) {
        this.name = name;
        this.video = house.video();
        this.audit = house.audit();
        this.openedAt = now;
        this.sessionId = video.createSession();
        this.door = new Door(opening, house.limits().people(), now);
        this.hosts = new Hosts(!permanent || !opening.waitingRoom());
        this.floor = new Floor(now);
        this.reception = new Reception(this, video, sessionId, house.newId(), !permanent);
        this.participation = new Participation(this, video, sessionId, chat);
    }

    /** What the seat's own view is told, and nobody else. */
    JoinReply.Admitted admitted(Seat seat) {
        Ticket ticket = new Ticket(video.apiKey(), sessionId, video.token(sessionId, seat.id()));
        List<Knock> knocks = seat.host() ? waitingRoom.knocks() : List.of();
        return new JoinReply.Admitted(seat.id(), ticket, state(), chat.history(seat), knocks);
    }

    /** Empties the seat, if it is anybody's. */
    void leave(String seatId, Instant now) {
        seats.find(seatId).ifPresent(gone -> {
            seats.remove(gone);
            video.disconnect(sessionId, gone.id());
            if (gone.id().equals(spotlight)) {
                spotlight = null;
            }
            peopleChanged(now);
        });
    }

    /** Throws one person out. */
    void putOut(Seat seat, RoomEvent.Out.Why why, Instant now) {
        door.forget(seat.secret());
        hosts.forget(seat);
        seat.tell(new RoomEvent.Out(why));
        leave(seat.id(), now);
    }

    void stopsWaiting(String knock) {
        changed |= waitingRoom.remove(knock).isPresent();
    }

    /** Does what a person does, if they are here and may. */
    void act(String seatId, Action action, Instant now) {
        seats.find(seatId).ifPresent(seat -> {
            switch (action) {
                case HostAction hostAction -> {
                    if (seat.host()) {
                        hosting.act(seat.name().text(), hostAction, now);
                    }
                }
                case Action.Own own -> participation.act(seat, own, now);
            }
        });
    }

    /** Does what the operator of the server does, who may do what hosts may. */
    void operate(HostAction action, Instant now) {
        hosting.act("operator", action, now);
    }

    boolean may(Seat seat, Freedom freedom) {
        return seat.host() || door.rules().allows(freedom);
    }

    /** Takes who speaks now, the loudest of late first. */
    void speaking(List<String> seatIds, Instant now) {
        List<String> here =
                seatIds.stream().filter(id -> seats.find(id).isPresent()).toList();
        floor.speaking(here, now);
        seats.tell(new RoomEvent.Speaking(here));
    }

    /** Does what is due. */
    void timePassed(Instant now) {
        if (isDue(floor.handDown(seats), now)) {
            changed |= floor.lowerHand(seats);
        }
        if (isDue(timerGone(), now)) {
            timer(null);
        }
        if (isDue(hosts.succession(), now)) {
            seats.all().stream().filter(Seat::mayInherit).findFirst().ifPresent(eldest -> {
                make(eldest, Standing.HOST, now);
            });
        }
    }

    private static boolean isDue(Optional<Instant> deadline, Instant now) {
        return deadline.filter(due -> !now.isBefore(due)).isPresent();
    }

    /** When {@link #timePassed} is due; empty: never. */
    Optional<Instant> nextDeadline() {
        return Stream.of(floor.handDown(seats), timerGone(), hosts.succession())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> timerGone() {
        return Optional.ofNullable(timerEnd).map(end -> end.plus(TIMER_SHOWN));
    }

    /** Makes somebody a host, or none any more. */
    void make(Seat seat, Standing standing, Instant now) {
        changed |= hosts.make(seat, standing);
        hosts.look(seats.all(), now);
    }

    /** Somebody came or went. */
    void peopleChanged(Instant now) {
        changed = true;
        hosts.look(seats.all(), now);
    }

    /** Gives a seat a name that nobody else has. */
    void rename(Seat seat, Name wanted) {
        changed |= seats.rename(seat, wanted);
    }

    WatchReply.Watching watch(ActorRef<RoomEvent> events) {
        watchers.add(events);
        return look();
    }

    WatchReply.Watching look() {
        return new WatchReply.Watching(sessionId, state());
    }

    void unwatch(ActorRef<RoomEvent> events) {
        watchers.remove(events);
    }

    /** If anything has changed, tells every view, but the one of the seat given, and every watcher; whether it had. */
    boolean announce(@Nullable Seat except) {
        if (!changed) {
            return false;
        }
        changed = false;
        RoomState state = state();
        RoomEvent forHosts = new RoomEvent.RoomUpdated(state, waitingRoom.knocks());
        RoomEvent forGuests = new RoomEvent.RoomUpdated(state, List.of());
        for (Seat seat : seats.all()) {
            if (seat != except) {
                seat.tell(seat.host() ? forHosts : forGuests);
            }
        }
        watchers.forEach(watcher -> watcher.tell(forGuests));
        return true;
    }

    /** From now on tells who speaks, from any thread. */
    void hear(Consumer<List<String>> speakers) {
        video.hear(sessionId, speakers);
    }

    /** A host has ended it: it does not wait for anybody to come back. */
    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    /** Ends the room for whoever waits; nobody is in it any more, or its server stops. */
    void close() {
        waitingRoom.removeAll().forEach(one -> one.events().tell(new RoomEvent.TurnedAway(new Refusal.RoomEnded())));
        video.close(sessionId);
    }

    Door door() {
        return door;
    }

    WaitingRoom waitingRoom() {
        return waitingRoom;
    }

    Reception reception() {
        return reception;
    }

    Seats seats() {
        return seats;
    }

    Hosts hosts() {
        return hosts;
    }

    Participation participation() {
        return participation;
    }

    void changed(boolean anything) {
        changed |= anything;
    }

    void spotlight(@Nullable String seat) {
        changed |= !Objects.equals(spotlight, seat);
        spotlight = seat;
    }

    /** The spotlight is on a person, not on one of their stays. */
    void spotlightFollows(Seat from, Seat to) {
        if (from.id().equals(spotlight)) {
            spotlight = to.id();
        }
    }

    void timer(@Nullable Instant end) {
        changed |= !Objects.equals(timerEnd, end);
        timerEnd = end;
    }

    void audit(String by, HostAction action, String details) {
        audit.write(new Audit(name, by, action.getClass().getSimpleName(), details));
    }

    RoomSummary summary() {
        return new RoomSummary(
                name, seats.all().stream().map(Seat::name).toList(), door.rules(), seats.empty() ? null : openedAt);
    }

    private RoomState state() {
        List<Person> people = seats.all().stream().map(Seat::person).toList();
        return new RoomState(name, people, door.rules(), spotlight, timerEnd, openedAt);
    }
}
