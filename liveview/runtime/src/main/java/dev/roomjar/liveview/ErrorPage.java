package dev.roomjar.liveview;

import dev.roomjar.liveview.render.Rendered;

/** The whole document a visitor sees instead of a page. */
@FunctionalInterface
public interface ErrorPage {
    /**
     * Renders the page of a status.
     *
     * @param status the HTTP status, 400 to 599
     */
    Rendered render(int status);
}
