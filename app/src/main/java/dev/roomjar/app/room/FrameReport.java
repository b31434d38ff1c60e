package dev.roomjar.app.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roomjar.app.embed.Frame;
import dev.roomjar.app.page.Visitor;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a frame tells the page around it, as state: its script tells what has changed since it last looked, so that nothing is told
 * twice or missed over a broken connection. What people write is not among it.
 *
 * @param phase how far the person has come
 * @param reason why they are out, one word, empty where they are not
 * @param name of the person, empty before they have one
 * @param people the names of all who are in, as a JSON array; empty where the person is not in
 */
public record FrameReport(
        Frame frame,
        String phase,
        String reason,
        String name,
        String people,
        boolean microphone,
        boolean camera,
        boolean sharing,
        boolean hand) {

    private static final JsonMapper JSON = new JsonMapper();

    /** @param visitor null while the person has no name */
    static FrameReport of(Frame frame, Phase phase, Scene scene, @Nullable Visitor visitor) {
        boolean inside = phase instanceof Phase.Inside;
        Person self = inside ? scene.self().orElse(null) : null;
        return new FrameReport(
                frame,
                phase.word(),
                phase instanceof Phase.Over over ? over.reason() : "",
                self != null
                        ? self.name().text()
                        : visitor != null ? visitor.name().text() : "",
                inside ? names(scene.room().people()) : "[]",
                scene.devices().microphone() == DeviceState.ON,
                scene.devices().camera() == DeviceState.ON,
                self != null && self.screenId() != null,
                self != null && self.handUp());
    }

    private static String names(List<Person> people) {
        try {
            return JSON.writeValueAsString(
                    people.stream().map(Person::name).map(Name::text).toList());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a list of texts could not be written", impossible);
        }
    }
}
