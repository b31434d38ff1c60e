package dev.roomjar.app.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The state of one open room and its rules; driven by one {@link RoomActor}. What people do for themselves
 * is in {@link Participation}, what hosts do to others in {@link Hosting}. Nobody is told of a change before {@link #announce}.
 */
final class Room {
    /** A host who loads the page anew is back within this time. */
    private static final Duration SUCCESSION = Duration.ofSeconds(20);

    /** Whoever speaks for so long has been given the word. */
    private static final Duration SPOKEN = Duration.ofSeconds(3);

    private static final Duration TIMER_SHOWN = Duration.ofSeconds(10);

    private final Name name;
    private final Video video;
    private final Supplier<String> newId;
    private final Audit.Log audit;
    private final boolean firstMayEnter;
    private final boolean firstIsHost;
    private final Instant openedAt;
    private final String sessionId;
    private final Door door;
    private final Chat chat = new Chat();
    private final WaitingRoom waitingRoom = new WaitingRoom();
    private final Map<Name, Seat> seats = new LinkedHashMap<>();
    private final VouchedNames vouched = new VouchedNames();
    private final Set<ActorRef<RoomEvent>> watchers = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();
    private final Hosting hosting = new Hosting(this);
    private final Participation participation;
    private final List<Seat> newcomers = new ArrayList<>();
    private @Nullable String spotlight;
    private @Nullable Instant timerEnd;
    private @Nullable String speaker;
    private Instant speakingSince;
    private @Nullable Instant hostlessSince;
    private boolean changed;
    private boolean ended;

    /** @param permanent whether the room is there for good, so that whoever comes first is nobody special at its door */
    Room(Name name, Opening opening, boolean permanent, RoomActor.House house, Instant now) {
        this.name = name;
        this.firstMayEnter = !permanent;
        this.firstIsHost = !permanent || !opening.waitingRoom();
        this.video = house.video();
        this.newId = house.newId();
        this.audit = house.audit();
        this.openedAt = now;
        this.speakingSince = now;
        this.door = new Door(opening, house.limits().people(), now);
        this.sessionId = video.createSession();
        this.participation = new Participation(this, video, sessionId, chat);
    }

    /** What became of an arrival. */
    sealed interface Arrived {
        record Seated(Seat seat, @Nullable Seat replaced) implements Arrived {}

        record Waits(WaitingRoom.Waiting waiting) implements Arrived {}

        record TurnedAway(Refusal refusal) implements Arrived {}
    }

    Arrived arrive(Arrival arriving, ActorRef<RoomEvent> events, ActorRef<?> view, Instant now) {
        Arrival arrival =
                arriving.vouched() ? arriving.named(vouched.nameFor(arriving.person(), arriving.secret())) : arriving;
        Seat old = seats.get(arrival.person());
        boolean anothers = old != null && !old.secret().equals(arrival.secret());
        if (!arrival.vouched() && (anothers || vouched.belongsToAnother(arrival.person(), arrival.secret()))) {
            return new Arrived.TurnedAway(new Refusal.NameTaken(arrival.person()));
        }
        if (old != null && !anothers) {
            return new Arrived.Seated(seat(arrival, events, view, now), old);
        }
        boolean first = firstMayEnter && hosts.isEmpty() && seats.isEmpty();
        return switch (door.judge(arrival, seats.size(), first, video.admission(sessionId), now)) {
            case Door.Verdict.Open() -> new Arrived.Seated(seat(arrival, events, view, now), null);
            case Door.Verdict.Shut(Refusal refusal) -> new Arrived.TurnedAway(refusal);
            case Door.Verdict.Wait() -> {
                changed = true;
                yield waitingRoom
                        .add(newId.get(), arrival, events, view, now)
                        .<Arrived>map(Arrived.Waits::new)
                        .orElseGet(() -> new Arrived.TurnedAway(new Refusal.TooManyWaiting()));
            }
        };
    }

    private Seat seat(Arrival arrival, ActorRef<RoomEvent> events, ActorRef<?> view, Instant now) {
        door.passed(arrival.secret());
        if (arrival.vouched()) {
            vouched.take(arrival.person(), arrival.secret());
            clear(arrival.person(), arrival.secret());
        }
        Standing standing = standing(arrival);
        Seat seat = new Seat(newId.get(), arrival, standing, events, view, now);
        if (standing == Standing.HOST) {
            hosts.add(arrival.secret());
        }
        // Put under the same key where the seat is taken over, so that the place in the order of arrival stays.
        Seat old = seats.put(arrival.person(), seat);
        if (old != null) {
            inherit(old, seat);
            video.disconnect(sessionId, old.id());
        }
        participation.sources(seat, arrival.microphone(), arrival.camera());
        changed = true;
        minded(now);
        return seat;
    }

    /** Whoever has a name that turns out to be another's gets one with a number. */
    private void clear(Name name, String owner) {
        holder(name).filter(holder -> !holder.secret().equals(owner)).ifPresent(holder -> {
            Name other = name;
            for (int number = 2; isTaken(other, holder) || other.equals(name); number++) {
                other = name.numbered(number);
            }
            rename(holder, other);
            holder.tell(new RoomEvent.Renamed(other));
        });
    }

    /** Whether a name is not to be had for this seat. */
    boolean isTaken(Name name, Seat seat) {
        return holder(name).filter(holder -> holder != seat).isPresent()
                || vouched.belongsToAnother(name, seat.secret());
    }

    private void inherit(Seat from, Seat to) {
        to.hand(from.person().hand());
        to.standing(from.host() ? Standing.HOST : to.person().standing());
        if (Objects.equals(spotlight, from.id())) {
            spotlight = to.id();
        }
    }

    private Standing standing(Arrival arrival) {
        if (arrival.invitedAs() == Standing.HOST || hosts.contains(arrival.secret())) {
            return Standing.HOST;
        }
        return firstIsHost && hosts.isEmpty() && arrival.mayInherit() ? Standing.HOST : Standing.GUEST;
    }

    /** What the seat's own view is told, and nobody else. */
    JoinReply.Admitted admitted(Seat seat) {
        Ticket ticket = new Ticket(video.apiKey(), sessionId, video.token(sessionId, seat.id()));
        return new JoinReply.Admitted(seat.id(), ticket, state(), chat.history(seat), knocksFor(seat));
    }

    /** Empties the seat; the seat that was, if it was anybody's. */
    Optional<Seat> leave(String seatId, Instant now) {
        Optional<Seat> seat = find(seatId);
        seat.ifPresent(gone -> {
            seats.remove(gone.name());
            video.disconnect(sessionId, gone.id());
            if (gone.id().equals(spotlight)) {
                spotlight = null;
            }
            changed = true;
            minded(now);
        });
        return seat;
    }

    void stopsWaiting(String knock) {
        changed |= waitingRoom.remove(knock).isPresent();
    }

    /** Does what a person does, if they are here and may. */
    void act(String seatId, Action action, Instant now) {
        find(seatId).ifPresent(seat -> {
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

    /** Gives a seat a name that nobody else has; the order of arrival stays. */
    void rename(Seat seat, Name wanted) {
        List<Seat> inOrder = List.copyOf(seats.values());
        changed |= seat.rename(wanted);
        seats.clear();
        inOrder.forEach(one -> seats.put(one.name(), one));
    }

    boolean may(Seat seat, Freedom freedom) {
        return seat.host() || door.rules().allows(freedom);
    }

    /** Takes who speaks now, the loudest of late first. */
    void speaking(List<String> seatIds, Instant now) {
        List<String> here = seatIds.stream().filter(id -> find(id).isPresent()).toList();
        String first = here.isEmpty() ? null : here.getFirst();
        if (!Objects.equals(first, speaker)) {
            speaker = first;
            speakingSince = now;
        }
        tellAll(new RoomEvent.Speaking(here));
    }

    /** Does what is due. */
    void timePassed(Instant now) {
        Instant due = handDown();
        if (due != null && !now.isBefore(due) && speaker != null) {
            find(speaker).ifPresent(seat -> changed |= seat.hand(0));
        }
        if (timerEnd != null && !now.isBefore(timerEnd.plus(TIMER_SHOWN))) {
            timerEnd = null;
            changed = true;
        }
        if (hostlessSince != null && !now.isBefore(hostlessSince.plus(SUCCESSION))) {
            seats.values().stream().filter(Seat::mayInherit).findFirst().ifPresent(eldest -> makeHost(eldest, now));
        }
    }

    /** When {@link #timePassed} is due; null: never. */
    @Nullable
    Instant nextDeadline() {
        List<Instant> deadlines = new ArrayList<>();
        Consumer<@Nullable Instant> add = instant -> {
            if (instant != null) {
                deadlines.add(instant);
            }
        };
        add.accept(handDown());
        add.accept(timerEnd == null ? null : timerEnd.plus(TIMER_SHOWN));
        add.accept(hostlessSince == null ? null : hostlessSince.plus(SUCCESSION));
        return deadlines.stream().min(Instant::compareTo).orElse(null);
    }

    private @Nullable Instant handDown() {
        return speaker != null && find(speaker).filter(Seat::handUp).isPresent() ? speakingSince.plus(SPOKEN) : null;
    }

    void makeHost(Seat seat, Instant now) {
        hosts.add(seat.secret());
        changed |= seat.standing(Standing.HOST);
        minded(now);
    }

    void makeGuest(Seat seat, Instant now) {
        hosts.remove(seat.secret());
        changed |= seat.standing(Standing.GUEST);
        minded(now);
    }

    /** Notes since when nobody minds the room. */
    private void minded(Instant now) {
        boolean hostless = seats.values().stream().anyMatch(Seat::mayInherit)
                && seats.values().stream().noneMatch(Seat::host);
        hostlessSince = !hostless ? null : hostlessSince == null ? now : hostlessSince;
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
        List<Knock> knocks = waitingRoom.knocks();
        RoomEvent forHosts = new RoomEvent.RoomUpdated(state, knocks);
        RoomEvent forGuests = new RoomEvent.RoomUpdated(state, List.of());
        for (Seat seat : seats.values()) {
            if (seat != except) {
                seat.tell(seat.host() ? forHosts : forGuests);
            }
        }
        watchers.forEach(watcher -> watcher.tell(forGuests));
        return true;
    }

    void tellAll(RoomEvent event) {
        seats.values().forEach(seat -> seat.tell(event));
    }

    void tellOthers(Seat self, RoomEvent event) {
        seats.values().stream().filter(seat -> seat != self).forEach(seat -> seat.tell(event));
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

    boolean empty() {
        return seats.isEmpty();
    }

    /** Ends the room for whoever is in it or waits. */
    void close() {
        waitingRoom.removeAll().forEach(one -> one.events().tell(new RoomEvent.TurnedAway(new Refusal.RoomEnded())));
        video.close(sessionId);
    }

    /** Throws one person out. */
    void putOut(Seat seat, RoomEvent.Out.Why why, Instant now) {
        door.forget(seat.secret());
        hosts.remove(seat.secret());
        seat.tell(new RoomEvent.Out(why));
        leave(seat.id(), now);
    }

    /** Takes somebody who waited in. */
    void letIn(WaitingRoom.Waiting waiting, Instant now) {
        changed = true;
        Arrival arrival = waiting.arrival();
        Seat holder = seats.get(arrival.person());
        if ((holder != null && !holder.secret().equals(arrival.secret()))
                || vouched.belongsToAnother(arrival.person(), arrival.secret())) {
            waiting.events()
                    .tell(new RoomEvent.TurnedAway(
                            new Refusal.NameTaken(waiting.arrival().person())));
            return;
        }
        Seat seat = seat(waiting.arrival(), waiting.events(), waiting.view(), now);
        waiting.events().tell(new RoomEvent.LetIn(admitted(seat)));
        newcomers.add(seat);
    }

    /** Those let in from the waiting room since this was last asked. */
    List<Seat> takeNewcomers() {
        List<Seat> taken = List.copyOf(newcomers);
        newcomers.clear();
        return taken;
    }

    Name name() {
        return name;
    }

    Door door() {
        return door;
    }

    WaitingRoom waitingRoom() {
        return waitingRoom;
    }

    List<Seat> seats() {
        return List.copyOf(seats.values());
    }

    Participation participation() {
        return participation;
    }

    Optional<Seat> holder(Name person) {
        return Optional.ofNullable(seats.get(person));
    }

    Optional<Seat> find(String seatId) {
        return seats.values().stream().filter(seat -> seat.id().equals(seatId)).findAny();
    }

    void changed(boolean anything) {
        changed |= anything;
    }

    void spotlight(@Nullable String seat) {
        changed |= !Objects.equals(spotlight, seat);
        spotlight = seat;
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
                name,
                seats.values().stream().map(Seat::name).toList(),
                door.rules(),
                seats.isEmpty() ? null : openedAt);
    }

    private RoomState state() {
        return new RoomState(
                name, seats.values().stream().map(Seat::person).toList(), door.rules(), spotlight, timerEnd, openedAt);
    }

    private List<Knock> knocksFor(Seat seat) {
        return seat.host() ? waitingRoom.knocks() : List.of();
    }
}
