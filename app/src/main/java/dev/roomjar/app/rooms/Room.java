package dev.roomjar.app.rooms;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The state of one open room and its rules; driven by one {@link RoomActor}. */
final class Room {
    private static final int MOST_KNOWN = 500;

    private final Name name;
    private final Video video;
    private final int limit;
    private final Supplier<String> newSeatId;
    private final String sessionId;
    private final Map<Name, Seat> seats = new LinkedHashMap<>();
    private final Set<ActorRef<RoomEvent>> watchers = new HashSet<>();

    /** The secrets of the latest people who were let in. */
    private final SequencedSet<String> known = new LinkedHashSet<>();

    Room(Name name, Video video, int limit, Supplier<String> newSeatId) {
        this.name = name;
        this.video = video;
        this.limit = limit;
        this.newSeatId = newSeatId;
        this.sessionId = video.createSession();
    }

    /** What became of a join: the new seat with the one it replaces, or why there is none. */
    sealed interface Joined {
        record Seated(Seat seat, @Nullable Seat replaced) implements Joined {}

        record TurnedAway(Refusal refusal) implements Joined {}
    }

    Joined join(Name person, String secret, ActorRef<RoomEvent> events, ActorRef<?> view) {
        Seat old = seats.get(person);
        if (old != null && !old.secret().equals(secret)) {
            return new Joined.TurnedAway(new Refusal.NameTaken(person));
        }
        if (old == null) {
            Optional<Refusal> refusal = refusal(secret);
            if (refusal.isPresent()) {
                return new Joined.TurnedAway(refusal.get());
            }
        }
        remember(secret);
        Seat seat = new Seat(newSeatId.get(), person, secret, events, view, null, Source.ON, Source.ON);
        if (old != null) {
            // Put under the same key, so that the place in the order of arrival stays.
            video.disconnect(sessionId, old.id());
        }
        seats.put(person, seat);
        return new Joined.Seated(seat, old);
    }

    /** Why somebody who has no seat now gets none. Whoever was here before may come back to a server that is pressed. */
    private Optional<Refusal> refusal(String secret) {
        if (seats.size() >= limit) {
            return Optional.of(new Refusal.RoomFull(limit));
        }
        if (known.contains(secret)) {
            return Optional.empty();
        }
        return switch (video.admission(sessionId)) {
            case OPEN -> Optional.empty();
            case FULL, BUSY -> Optional.of(new Refusal.ServerBusy());
            case DRAINING -> Optional.of(new Refusal.ServerStopping());
        };
    }

    private void remember(String secret) {
        if (known.add(secret) && known.size() > MOST_KNOWN) {
            known.removeFirst();
        }
    }

    /** What the seat's own view is told, and nobody else. */
    JoinReply.Admitted admitted(Seat seat) {
        Ticket ticket = new Ticket(video.apiKey(), sessionId, video.token(sessionId, seat.id()));
        return new JoinReply.Admitted(seat.id(), ticket, roster());
    }

    /** Empties the seat; the seat that was, if it was anybody's. */
    Optional<Seat> leave(String seatId) {
        Optional<Seat> seat = find(seatId);
        seat.ifPresent(gone -> {
            seats.remove(gone.name());
            video.disconnect(sessionId, gone.id());
        });
        return seat;
    }

    /** Notes a stream, if it truly is the seat's own; whether anything changed. */
    boolean streaming(String seatId, @Nullable String streamId) {
        if (streamId != null && !video.owns(sessionId, seatId, streamId)) {
            return false;
        }
        return change(seatId, seat -> seat.streaming(streamId));
    }

    boolean sources(String seatId, Source microphone, Source camera) {
        return change(seatId, seat -> seat.sources(microphone, camera));
    }

    WatchReply.Watching watch(ActorRef<RoomEvent> events) {
        watchers.add(events);
        return new WatchReply.Watching(sessionId, roster());
    }

    void unwatch(ActorRef<RoomEvent> events) {
        watchers.remove(events);
    }

    /** Tells every view, but the one of the seat given, and every watcher how the room is now. */
    void announce(@Nullable Seat except) {
        RoomEvent.RoomUpdated update = new RoomEvent.RoomUpdated(roster());
        seats.values().stream()
                .filter(seat -> !seat.equals(except))
                .forEach(seat -> seat.events().tell(update));
        watchers.forEach(watcher -> watcher.tell(update));
    }

    /** Tells every view that the server stops in this time at the latest. */
    void announceStop(long seconds) {
        seats.values().forEach(seat -> seat.events().tell(new RoomEvent.ServerStopping(seconds)));
    }

    boolean empty() {
        return seats.isEmpty();
    }

    void close() {
        video.close(sessionId);
    }

    RoomSummary summary() {
        return new RoomSummary(name, seats.values().stream().map(Seat::name).toList());
    }

    private Roster roster() {
        return new Roster(name, seats.values().stream().map(Seat::person).toList());
    }

    private boolean change(String seatId, UnaryOperator<Seat> change) {
        Optional<Seat> before = find(seatId);
        Optional<Seat> after = before.map(change);
        after.ifPresent(seat -> seats.put(seat.name(), seat));
        return !before.equals(after);
    }

    private Optional<Seat> find(String seatId) {
        return seats.values().stream().filter(seat -> seat.id().equals(seatId)).findAny();
    }
}
