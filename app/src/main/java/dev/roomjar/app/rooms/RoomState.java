package dev.roomjar.app.rooms;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A room as everybody in it may know it.
 *
 * @param room as spelled by whoever came first
 * @param people in the order of arrival
 * @param spotlight the seat that hosts want everybody to see large, or null
 * @param timerEnd when the timer that a host has set runs out, or null without one
 * @param openedAt when the room opened
 */
public record RoomState(
        Name room,
        List<Person> people,
        Rules rules,
        @Nullable String spotlight,
        @Nullable Instant timerEnd,
        Instant openedAt) {

    public RoomState {
        people = List.copyOf(people);
    }

    /** A room in which nobody is yet. */
    public static RoomState empty(Name room) {
        return new RoomState(room, List.of(), Rules.of(Opening.PUBLIC), null, null, Instant.EPOCH);
    }

    public Optional<Person> person(String seat) {
        return people.stream().filter(person -> person.seat().equals(seat)).findAny();
    }

    /** Those whose hand is up, the longest first. */
    public List<Person> hands() {
        return people.stream()
                .filter(Person::handUp)
                .sorted(Comparator.comparingLong(Person::hand))
                .toList();
    }

    public boolean isHost(String seat) {
        return person(seat).filter(Person::host).isPresent();
    }

    /** Whether the person in the seat may do what guests may be forbidden. */
    public boolean may(String seat, Freedom freedom) {
        return rules.allows(freedom) || isHost(seat);
    }
}
