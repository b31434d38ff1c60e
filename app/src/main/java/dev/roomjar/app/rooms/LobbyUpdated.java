package dev.roomjar.app.rooms;

import java.util.List;

/** All rooms with people in them, by name; sent to every view that watches the lobby, at first and on every change. */
public record LobbyUpdated(List<RoomSummary> rooms) implements CborMessage {

    public LobbyUpdated {
        rooms = List.copyOf(rooms);
    }
}
