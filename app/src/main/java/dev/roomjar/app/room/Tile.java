package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.Source;
import dev.roomjar.app.words.Words;

/**
 * One person on the stage as the template shows them.
 *
 * @param streamId empty while there is nothing to receive
 * @param waiting what stands in the tile while there is no picture, empty for nothing
 */
public record Tile(String seat, Name name, String streamId, boolean microphoneOff, boolean cameraOff, String waiting) {

    static Tile of(Words t, Person person) {
        String stream = person.streamId() == null ? "" : person.streamId();
        return new Tile(
                person.seat(),
                person.name(),
                stream,
                person.microphone() != Source.ON,
                person.camera() != Source.ON,
                waiting(t, person));
    }

    private static String waiting(Words t, Person person) {
        if (person.onlyWatches()) {
            return t.say("room.watches");
        }
        if (person.streamId() != null && person.camera() != Source.ON) {
            return "";
        }
        return t.say("room.connecting");
    }
}
