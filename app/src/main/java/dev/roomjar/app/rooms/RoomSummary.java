package dev.roomjar.app.rooms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the lobby: a room and who is in it.
 *
 * @param people in the order of arrival; nobody where nobody is in, or strangers may not know
 * @param openedAt when the first came, null while nobody is in
 */
public record RoomSummary(
        Name room, List<Name> people, Rules rules, @Nullable Instant openedAt) {

    public RoomSummary {
        people = List.copyOf(people);
    }

    /** Whether somebody is in. */
    public boolean open() {
        return openedAt != null;
    }

    /** What strangers may know: of a room that asks for a password or lets people wait, only that it is open. */
    public RoomSummary forStrangers() {
        return rules.password() || rules.waitingRoom() ? new RoomSummary(room, List.of(), rules, openedAt) : this;
    }

    /** The same for every spelling of the room's name, and fit to be part of a DOM id. */
    public String id() {
        return URLEncoder.encode(room.key(), StandardCharsets.UTF_8);
    }
}
