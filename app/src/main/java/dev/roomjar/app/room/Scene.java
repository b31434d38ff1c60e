package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Knock;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.RoomState;
import java.util.List;
import java.util.Optional;

/**
 * What one person in a room sees of it: the parts of the page are given this.
 *
 * @param own the person's seat
 * @param microphone their own, as their page reports it
 * @param camera their own
 * @param speakers the seats that speak, the loudest of late first
 * @param knocks who waits to be let in, for hosts
 */
public record Scene(
        RoomState room,
        String own,
        DeviceState microphone,
        DeviceState camera,
        List<String> speakers,
        List<Knock> knocks) {

    public Scene {
        speakers = List.copyOf(speakers);
        knocks = List.copyOf(knocks);
    }

    static Scene of(RoomState room, String own, List<Knock> knocks) {
        return new Scene(room, own, DeviceState.ON, DeviceState.ON, List.of(), knocks);
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
        return new Scene(now, own, microphone, camera, speakers, waiting);
    }

    Scene devices(DeviceState newMicrophone, DeviceState newCamera) {
        return new Scene(room, own, newMicrophone, newCamera, speakers, knocks);
    }

    Scene speakers(List<String> seats) {
        return new Scene(room, own, microphone, camera, seats, knocks);
    }
}
