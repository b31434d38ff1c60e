package dev.roomjar.app.room;

import dev.roomjar.app.rooms.JoinReply.Admitted;
import dev.roomjar.app.rooms.Knock;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.RoomState;
import java.util.List;
import java.util.Optional;

/**
 * What one person in a room sees of it: the parts of the page are given this.
 *
 * @param own the person's seat
 * @param devices their own
 * @param speakers the seats that speak, the loudest of late first
 * @param knocks who waits to be let in, for hosts
 */
public record Scene(RoomState room, String own, Devices devices, List<String> speakers, List<Knock> knocks) {

    /** Before a person is in. */
    static final Scene NOWHERE = new Scene(RoomState.empty(Name.of("?")), "", Devices.ON, List.of(), List.of());

    public Scene {
        speakers = List.copyOf(speakers);
        knocks = List.copyOf(knocks);
    }

    static Scene of(Admitted place, Devices devices) {
        return new Scene(place.room(), place.seat(), devices, List.of(), place.knocks());
    }

    public boolean host() {
        return room.isHost(own);
    }

    public Optional<Person> self() {
        return room.person(own);
    }

    public boolean isSelf(Person person) {
        return person.seat().equals(own);
    }

    Scene room(RoomState now, List<Knock> waiting) {
        return new Scene(now, own, devices, speakers, waiting);
    }

    Scene devices(Devices now) {
        return new Scene(room, own, now, speakers, knocks);
    }

    Scene speakers(List<String> seats) {
        return new Scene(room, own, devices, seats, knocks);
    }
}
