package dev.roomjar.liveview;

import dev.roomjar.liveview.render.Rendered;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What surrounds every view and lives with it: it is rendered again, and its changes sent, whenever the view's are. */
@FunctionalInterface
public interface Layout {
    /**
     * Surrounds a view.
     *
     * @param content the view, to be put somewhere inside
     */
    Rendered render(Page page, Rendered content);

    /**
     * What a layout may show besides the view.
     *
     * @param messages the messages to show now, by kind
     * @param languages what the visitor's browser asks for, the best first; may be empty
     */
    record Page(Map<String, String> messages, Session session, List<LanguageRange> languages) {
        /** The message of this kind, or null. */
        public @Nullable String flash(String kind) {
            return messages.get(kind);
        }
    }
}
