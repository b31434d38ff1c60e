package dev.roomjar.app.rooms;

import java.util.List;

/** One line of the lobby: a room and who is in it, in the order of arrival, never nobody. */
public record RoomSummary(Name room, List<Name> people) {

    public RoomSummary {
        people = List.copyOf(people);
    }
}
