package dev.roomjar.app.rooms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** How people come into one {@link Room}: to a seat, to a place among those who wait, or not at all. */
final class Reception {
    private final Room room;
    private final Video video;
    private final String sessionId;
    private final Supplier<String> newId;
    private final boolean firstMayEnter;
    private final List<Seat> newcomers = new ArrayList<>();

    /**
     * @param newId makes ids that nobody can guess
     * @param firstMayEnter whether the room opens for whoever comes first, who then is asked for nothing at the door
     */
    Reception(Room room, Video video, String sessionId, Supplier<String> newId, boolean firstMayEnter) {
        this.room = room;
        this.video = video;
        this.sessionId = sessionId;
        this.newId = newId;
        this.firstMayEnter = firstMayEnter;
    }

    /** What became of an arrival. */
    sealed interface Arrived {
        record Seated(Seat seat, @Nullable Seat replaced) implements Arrived {}

        record Waits(WaitingRoom.Waiting waiting) implements Arrived {}

        record TurnedAway(Refusal refusal) implements Arrived {}
    }

    Arrived arrive(Arrival arriving, ActorRef<RoomEvent> events, ActorRef<?> view, Instant now) {
        Seats seats = room.seats();
        Arrival arrival = seats.named(arriving);
        if (seats.isTaken(arrival)) {
            return new Arrived.TurnedAway(new Refusal.NameTaken(arrival.person()));
        }
        Optional<Seat> own = seats.ownOf(arrival);
        if (own.isPresent()) {
            return new Arrived.Seated(seat(arrival, events, view, now), own.get());
        }
        boolean first = firstMayEnter && room.hosts().none() && seats.empty();
        return switch (room.door().judge(arrival, seats.count(), first, video.admission(sessionId), now)) {
            case Door.Verdict.Open() -> new Arrived.Seated(seat(arrival, events, view, now), null);
            case Door.Verdict.Shut(Refusal refusal) -> new Arrived.TurnedAway(refusal);
            case Door.Verdict.Wait() -> {
                room.changed(true);
                yield room.waitingRoom()
                        .add(newId.get(), arrival, events, view, now)
                        .<Arrived>map(Arrived.Waits::new)
                        .orElseGet(() -> new Arrived.TurnedAway(new Refusal.TooManyWaiting()));
            }
        };
    }

    /** Takes somebody who waited in. */
    void letIn(WaitingRoom.Waiting waiting, Instant now) {
        room.changed(true);
        Arrival arrival = waiting.arrival();
        if (room.seats().isTaken(arrival)) {
            waiting.events().tell(new RoomEvent.TurnedAway(new Refusal.NameTaken(arrival.person())));
            return;
        }
        Seat seat = seat(arrival, waiting.events(), waiting.view(), now);
        seat.tell(new RoomEvent.LetIn(room.admitted(seat)));
        newcomers.add(seat);
    }

    private Seat seat(Arrival arrival, ActorRef<RoomEvent> events, ActorRef<?> view, Instant now) {
        room.door().passed(arrival.secret());
        Standing standing = room.hosts().standing(arrival);
        Seat seat = new Seat(newId.get(), arrival, standing, events, view, now);
        room.hosts().make(seat, standing);
        room.seats().put(seat).ifPresent(old -> {
            inherit(old, seat);
            video.disconnect(sessionId, old.id());
        });
        room.participation().sources(seat, arrival.microphone(), arrival.camera());
        room.peopleChanged(now);
        return seat;
    }

    private void inherit(Seat from, Seat to) {
        to.hand(from.person().hand());
        to.standing(from.host() ? Standing.HOST : to.person().standing());
        room.spotlightFollows(from, to);
    }

    /** Those let in from the waiting room since this was last asked. */
    List<Seat> takeNewcomers() {
        List<Seat> taken = List.copyOf(newcomers);
        newcomers.clear();
        return taken;
    }
}
