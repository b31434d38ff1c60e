package dev.roomjar.liveview;

import dev.roomjar.liveview.render.Rendered;
import java.util.List;
import java.util.Locale.LanguageRange;

/**
 * The HTML document around the live part: head, scripts, body. Rendered once per page load and never changed afterwards.
 * It must contain {@code <meta name="csrf-token" content="${page.csrfToken()}">} and {@code ${page.content()}}.
 */
@FunctionalInterface
public interface RootLayout {
    /** The whole document. */
    Rendered render(Page page);

    /**
     * What the document is made of.
     *
     * @param title the view's title, empty if it has none
     * @param csrfToken proves to the WebSocket that the page is ours
     * @param session what the site keeps for the visitor
     * @param languages what the visitor's browser asks for, the best first; may be empty
     * @param content the live part
     */
    record Page(String title, String csrfToken, Session session, List<LanguageRange> languages, Rendered content) {}
}
