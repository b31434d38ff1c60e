package dev.roomjar.liveview.templates;

import java.util.ArrayList;
import java.util.List;

/** A run of template parts that become one tree: a whole template, a branch, a loop body or a content block. */
final class Block {
    private final int line;
    private final List<Part> parts = new ArrayList<>();

    /** A block that begins at a line, counted from 1. */
    Block(int line) {
        this.line = line;
    }

    int line() {
        return line;
    }

    List<Part> parts() {
        return parts;
    }

    /** Neighbouring texts are kept as one. */
    void add(Part part) {
        if (part instanceof Part.Text text) {
            if (text.text().isEmpty()) {
                return;
            }
            String before = takeText();
            parts.add(new Part.Text(before + text.text()));
        } else {
            parts.add(part);
        }
    }

    /** The text at the end, or "". */
    String trailingText() {
        return !parts.isEmpty() && parts.get(parts.size() - 1) instanceof Part.Text text ? text.text() : "";
    }

    /** Removes the text at the end and returns it. */
    String takeText() {
        String text = trailingText();
        if (!text.isEmpty()) {
            parts.remove(parts.size() - 1);
        }
        return text;
    }
}
