package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Action;
import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.rooms.RoomState;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.Rendered;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Who is here and who waits. What hosts do about them is done by {@link HostDesk}. */
public final class PeoplePanel extends LiveComponent<PeoplePanel.Assigns> {
    static final String ID = "people";

    /** From so many people on, one looks for somebody by name. */
    private static final int MANY = 8;

    private final RoomMaster master;
    private String sought = "";
    private String opened = "";
    private boolean renaming;

    /** What the panel shows. */
    public record Assigns(Words words, Scene scene) {}

    public PeoplePanel(RoomMaster master) {
        this.master = master;
    }

    @On
    void seek(String name) {
        sought = name.strip();
    }

    /** Shows what a host may do about one person, or no more. */
    @On("open_menu")
    void openMenu(String seat) {
        opened = opened.equals(seat) ? "" : seat;
    }

    @On("rename")
    void startRenaming() {
        renaming = true;
    }

    @On("keep_name")
    void keepName() {
        renaming = false;
    }

    @On("take_name")
    void takeName(String name) {
        try {
            Action rename = new Action.Rename(Name.of(name));
            Scene scene = assigns().scene();
            master.act(scene.room().room(), scene.own(), rename);
            renaming = false;
        } catch (InvalidName invalid) {
            flash("error", invalid.advice());
        }
    }

    @Override
    protected Rendered render() {
        Scene scene = assigns().scene();
        boolean many = scene.room().people().size() >= MANY;
        return PeoplePanelHtml.render(
                myself(), assigns().words(), scene, people(scene.room(), many ? sought : ""), many, opened, renaming);
    }

    /** Those with a hand up first, in the order of the hands; then the others in the order of arrival. */
    private static List<Person> people(RoomState room, String sought) {
        String part = sought.toLowerCase(Locale.ROOT);
        return Stream.concat(room.hands().stream(), room.people().stream().filter(person -> !person.handUp()))
                .filter(person -> person.name().text().toLowerCase(Locale.ROOT).contains(part))
                .toList();
    }
}
