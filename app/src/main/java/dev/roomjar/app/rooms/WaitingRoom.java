package dev.roomjar.app.rooms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Those who wait before one room, in the order in which they came. */
final class WaitingRoom {
    private static final int MOST = 100;

    /** One of them, with what makes a seat of the wait. */
    record Waiting(Knock knock, Arrival arrival, ActorRef<RoomEvent> events, ActorRef<?> view) {
        @Override
        public String toString() {
            return "Waiting[" + knock + "]";
        }
    }

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /** Lets somebody wait; the same browser only once under a name. Empty where there are too many already. */
    Optional<Waiting> add(String id, Arrival arrival, ActorRef<RoomEvent> events, ActorRef<?> view, Instant now) {
        Waiting earlier = of(arrival);
        if (earlier != null) {
            waiting.remove(earlier.knock().id());
            earlier.events().tell(new RoomEvent.TakenOver());
        }
        if (waiting.size() >= MOST) {
            return Optional.empty();
        }
        Waiting one = new Waiting(new Knock(id, arrival.person(), now), arrival, events, view);
        waiting.put(id, one);
        return Optional.of(one);
    }

    private @Nullable Waiting of(Arrival arrival) {
        for (Waiting one : waiting.values()) {
            if (one.arrival().secret().equals(arrival.secret())
                    && one.arrival().person().equals(arrival.person())) {
                return one;
            }
        }
        return null;
    }

    Optional<Waiting> remove(String knock) {
        return Optional.ofNullable(waiting.remove(knock));
    }

    List<Waiting> removeAll() {
        List<Waiting> all = new ArrayList<>(waiting.values());
        waiting.clear();
        return all;
    }

    List<Knock> knocks() {
        return waiting.values().stream().map(Waiting::knock).toList();
    }
}
