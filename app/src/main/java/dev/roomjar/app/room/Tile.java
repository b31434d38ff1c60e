package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.Source;

/**
 * One person on the stage as the template shows them.
 *
 * @param streamId empty while there is nothing to receive
 * @param waiting what stands in the tile while there is no picture, empty for nothing
 */
public record Tile(String seat, Name name, String streamId, boolean microphoneOff, boolean cameraOff, String waiting) {

    static Tile of(Person person) {
        String stream = person.streamId() == null ? "" : person.streamId();
        return new Tile(
                person.seat(),
                person.name(),
                stream,
                person.microphone() != Source.ON,
                person.camera() != Source.ON,
                waiting(person));
    }

    private static String waiting(Person person) {
        if (person.onlyWatches()) {
            return "Without camera and microphone";
        }
        if (person.streamId() != null && person.camera() != Source.ON) {
            return "";
        }
        return "Connecting to video…";
    }
}
