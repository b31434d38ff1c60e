package dev.roomjar.liveview;

import dev.roomjar.liveview.render.Rendered;

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
     * @param content the live part
     */
    record Page(String title, String csrfToken, Rendered content) {}
}
