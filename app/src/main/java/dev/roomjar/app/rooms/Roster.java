package dev.roomjar.app.rooms;

import java.util.List;

/**
 * Who is in a room, in the order of arrival: what everybody in it may know.
 *
 * @param room as spelled by whoever came first
 */
public record Roster(Name room, List<Person> people) {

    public Roster {
        people = List.copyOf(people);
    }
}
