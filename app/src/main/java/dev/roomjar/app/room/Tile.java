package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.Source;
import dev.roomjar.app.words.Words;

/**
 * One person, or the screen of one person, on the stage as the template shows them.
 *
 * @param key names the tile on its stage: the seat, or for a screen {@code screen-} and the seat
 * @param streamId empty while there is nothing to receive
 * @param waiting what stands in the tile while there is no picture, empty for nothing
 */
public record Tile(
        String key,
        Person person,
        boolean screen,
        String streamId,
        boolean large,
        boolean pinned,
        boolean speaking,
        boolean spotlit,
        boolean video,
        String waiting) {

    private static final String SCREEN = "screen-";

    /** What the stage has to say of any tile: which is large, which pinned, and whether pictures are received. */
    record Light(Scene scene, String large, String pin, boolean pictures) {}

    static String screenKey(String seat) {
        return SCREEN + seat;
    }

    static Tile person(Words t, Person person, Light light) {
        Scene scene = light.scene();
        return new Tile(
                person.seat(),
                person,
                false,
                person.streamId() == null ? "" : person.streamId(),
                light.large().equals(person.seat()),
                light.pin().equals(person.seat()),
                scene.speakers().contains(person.seat()),
                person.seat().equals(scene.room().spotlight()),
                light.pictures(),
                waiting(t, person, light.pictures()));
    }

    static Tile screen(Words t, Person person, Light light) {
        String key = screenKey(person.seat());
        String waiting = t.say(light.pictures() ? "stage.screen.coming" : "stage.screen.audio");
        String stream = person.screenId() == null ? "" : person.screenId();
        return new Tile(
                key,
                person,
                true,
                stream,
                light.large().equals(key),
                light.pin().equals(key),
                false,
                false,
                light.pictures(),
                waiting);
    }

    public Name name() {
        return person.name();
    }

    public boolean microphoneOff() {
        return person.microphone() != Source.ON;
    }

    /** The place has no picture to show. */
    public boolean cameraOff() {
        return !video || (!screen && person.camera() != Source.ON);
    }

    public String classes() {
        return "tile"
                + (screen ? " tile-screen" : "")
                + (cameraOff() ? " camera-off" : "")
                + (large ? " tile-large" : "")
                + (speaking ? " tile-speaking" : "");
    }

    private static String waiting(Words t, Person person, boolean pictures) {
        if (person.onlyWatches()) {
            return t.say("room.watches");
        }
        if (person.streamId() != null && (person.camera() != Source.ON || !pictures)) {
            return "";
        }
        return t.say("room.connecting");
    }
}
