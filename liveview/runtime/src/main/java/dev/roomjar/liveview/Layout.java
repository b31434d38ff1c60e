package dev.roomjar.liveview;

import dev.roomjar.liveview.render.Rendered;
import org.jspecify.annotations.Nullable;

/** What surrounds every view and lives with it: it is rendered again, and its changes sent, whenever the view's are. */
@FunctionalInterface
public interface Layout {
    /**
     * Surrounds a view.
     *
     * @param flash the messages to show now
     * @param content the view, to be put somewhere inside
     */
    Rendered render(Flash flash, Rendered content);

    /**
     * The messages of a page.
     */
    @FunctionalInterface
    interface Flash {
        /** The message of this kind, or null. */
        @Nullable
        String get(String kind);
    }
}
