package dev.roomjar.liveview.render.pages;

import java.util.List;

/** The state of a page with a bit of everything in it. */
public record Board(String title, int mode, List<String> tags, List<Column> columns) {
    /** A named list. */
    public record Column(String name, List<Card> cards) {}

    /** Something with others of its kind in it. */
    public record Card(int id, String text, List<Card> children) {}
}
