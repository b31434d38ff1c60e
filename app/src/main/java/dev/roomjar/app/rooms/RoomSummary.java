package dev.roomjar.app.rooms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One line of the lobby: a room and who is in it, in the order of arrival, never nobody. */
public record RoomSummary(Name room, List<Name> people) {

    public RoomSummary {
        people = List.copyOf(people);
    }

    /** The same for every spelling of the room's name, and fit to be part of a DOM id. */
    public String id() {
        return URLEncoder.encode(room.key(), StandardCharsets.UTF_8);
    }
}
