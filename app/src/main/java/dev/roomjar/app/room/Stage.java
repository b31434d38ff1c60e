package dev.roomjar.app.room;

import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.render.Rendered;
import java.util.List;

/** The tiles of the people in the room. */
public final class Stage extends LiveComponent<Stage.Assigns> {
    static final String ID = "stage";

    /** What the stage shows. */
    public record Assigns(Words words, Scene scene) {}

    @Override
    protected Rendered render() {
        Scene scene = assigns().scene();
        return StageHtml.render(assigns().words(), scene, others(scene));
    }

    private List<Tile> others(Scene scene) {
        return scene.room().people().stream()
                .filter(person -> !scene.isSelf(person))
                .map(person -> Tile.of(assigns().words(), person))
                .toList();
    }
}
