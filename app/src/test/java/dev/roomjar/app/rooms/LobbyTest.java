package dev.roomjar.app.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LobbyTest {

    private RoomHouse house;

    @BeforeEach
    void open() {
        house = new RoomHouse(new Limits(2, 10));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theLobbyFollowsWhoComesAndGoes() {
        RoomHouse.Lobby lobby = house.lobby();
        lobby.shows();

        RoomHouse.Page ana = house.enter("Maths", "Ana");
        lobby.shows("Maths: Ana");
        house.enter("Art", "Cleo");
        lobby.shows("Art: Cleo", "Maths: Ana");
        house.enter("Maths", "Ben");
        lobby.shows("Art: Cleo", "Maths: Ana, Ben");

        ana.dies();
        lobby.shows("Art: Cleo", "Maths: Ben");
    }

    @Test
    void anEmptyRoomVanishes() {
        RoomHouse.Lobby lobby = house.lobby();
        RoomHouse.Page ana = house.enter("Maths", "Ana");
        lobby.shows("Maths: Ana");

        ana.dies();

        lobby.shows();
    }

    @Test
    void aRoomTooManyIsRefusedUntilOneCloses() {
        RoomHouse.Lobby lobby = house.lobby();
        house.enter("Maths", "Ana");
        RoomHouse.Page ben = house.enter("Art", "Ben");

        assertThat(house.join("Sport", "Cleo", "c").refused()).isEqualTo(new Refusal.TooManyRooms(2));
        ben.dies();
        lobby.shows("Maths: Ana");

        house.enter("Sport", "Cleo");
    }

    @Test
    void aWatcherThatHasEndedIsToldNothing() {
        RoomHouse.Lobby lobby = house.lobby();
        lobby.shows();
        house.kit.stop(lobby.view);
        RoomHouse.Lobby other = house.lobby();
        other.shows();

        house.enter("Maths", "Ana");

        other.shows("Maths: Ana");
        lobby.updates.expectNoMessage(Duration.ofMillis(100));
    }
}
