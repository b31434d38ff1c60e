package dev.roomjar.app.rooms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the lobby: a room and who is in it.
 *
 * @param people in the order of arrival; nobody only in a room that is there for good
 * @param openedAt when the first came, null while nobody is in
 */
public record RoomSummary(
        Name room, List<Name> people, Rules rules, @Nullable Instant openedAt) {

    public RoomSummary {
        people = List.copyOf(people);
    }

    /** The same for every spelling of the room's name, and fit to be part of a DOM id. */
    public String id() {
        return URLEncoder.encode(room.key(), StandardCharsets.UTF_8);
    }
}
