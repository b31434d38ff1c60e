package dev.roomjar.app.page;

/** Where the browser finds the bundled files of the pages. */
@FunctionalInterface
public interface Assets {

    /**
     * The path of a file, with the hash of its content in it.
     *
     * @param name as in {@code app.css}
     */
    String path(String name);
}
