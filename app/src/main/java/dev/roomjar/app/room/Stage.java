package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tiles of the people in the room, and of what they share. It decides who is shown and who is large; the browser decides
 * sizes, and says how many tiles fit. Whoever is not shown is still heard.
 */
public final class Stage extends LiveComponent<Stage.Assigns> {
    static final String ID = "stage";

    /** More tiles than these are on further pages, however large the stage. */
    static final int MOST = 25;

    private final StageLayout layout = new StageLayout();
    private int grid = MOST;
    private int strip = 6;
    private int page;
    private String pin = "";

    /** What the stage shows. */
    public record Assigns(Words words, Scene scene, Viewing viewing) {}

    /**
     * One look at the stage.
     *
     * @param large the key of the tile that is large, empty for none
     * @param sounds the streams that are heard and not shown
     * @param page from 1
     */
    public record View(String large, List<Tile> tiles, List<String> sounds, int page, int pages) {
        public boolean split() {
            return !large.isEmpty();
        }
    }

    /** The browser has measured how many tiles fit: side by side, or in the strip beside a large one. */
    @On
    void fits(int grid, int strip) {
        this.grid = Math.clamp(grid, 1, MOST);
        this.strip = Math.clamp(strip, 1, MOST);
    }

    @On
    void page(int by) {
        page = Math.max(0, page + Math.clamp(by, -1, 1));
        bringForward();
    }

    /** Keeps one tile large, or lets go of it. */
    @On
    void pin(@Nullable String key) {
        pin = key == null || key.equals(pin) ? "" : key;
        page = 0;
    }

    @Override
    protected void update(Assigns assigns) {
        Scene scene = assigns.scene();
        layout.follow(others().map(Person::seat).toList());
        layout.hear(scene.speakers());
        if (!pin.isEmpty() && !pinnable(pin)) {
            pin = "";
        }
        bringForward();
    }

    /** Only on the first page, so that nobody is taken away from under the eyes of who looks at another. */
    private void bringForward() {
        if (page == 0) {
            List<String> large =
                    Stream.of(large()).filter(key -> !key.isEmpty()).toList();
            layout.bringForward(assigns().scene().speakers(), places(), large);
        }
    }

    private Stream<Person> others() {
        Scene scene = assigns().scene();
        return scene.room().people().stream().filter(person -> !scene.isSelf(person));
    }

    private Stream<Person> screens() {
        return others().filter(person -> person.screenId() != null);
    }

    private boolean pinnable(String key) {
        return others().anyMatch(person -> person.seat().equals(key))
                || screens().anyMatch(person -> Tile.screenKey(person.seat()).equals(key));
    }

    /** One's own wish first; then what is shown to everybody; then who speaks, for those who want that. */
    private String large() {
        if (!pin.isEmpty() && pinnable(pin)) {
            return pin;
        }
        List<String> shared =
                screens().map(person -> Tile.screenKey(person.seat())).toList();
        if (!shared.isEmpty()) {
            return shared.getLast();
        }
        String spotlight = assigns().scene().room().spotlight();
        if (spotlight != null && others().anyMatch(person -> person.seat().equals(spotlight))) {
            return spotlight;
        }
        return assigns().viewing().speakerView() ? layout.speaker().orElse("") : "";
    }

    /** How many others have a place on one page. */
    private int places() {
        int tiles = large().isEmpty() ? grid : strip;
        return Math.max(1, selfHidden() ? tiles : tiles - 1);
    }

    private boolean selfHidden() {
        return assigns().viewing().selfHidden() && others().findAny().isPresent();
    }

    private View view() {
        String large = large();
        Tile.Light light = new Tile.Light(
                assigns().scene(), large, pin, !assigns().viewing().audioOnly());
        List<Tile> all = new ArrayList<>();
        screens().forEach(person -> all.add(Tile.screen(assigns().words(), person, light)));
        for (String seat : layout.without(Set.of())) {
            assigns()
                    .scene()
                    .room()
                    .person(seat)
                    .ifPresent(person -> all.add(Tile.person(assigns().words(), person, light)));
        }
        List<Tile> small = all.stream().filter(tile -> !tile.large()).toList();
        int pages = StageLayout.pages(small.size(), places());
        page = Math.min(page, pages - 1);
        List<Tile> onPage = StageLayout.page(small, page, places());
        List<Tile> shown = all.stream()
                .filter(tile -> tile.large() || onPage.contains(tile))
                .toList();
        List<String> sounds = all.stream()
                .filter(tile -> !shown.contains(tile) && !tile.streamId().isEmpty())
                .map(Tile::streamId)
                .toList();
        return new View(large, shown, sounds, page + 1, pages);
    }

    @Override
    protected Rendered render() {
        Viewing viewing = assigns().viewing();
        return StageHtml.render(myself(), assigns().words(), assigns().scene(), viewing, selfHidden(), view());
    }
}
