package dev.roomjar.liveview.render;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/**
 * The place of a stateful component in a tree: the tree of the component itself travels beside the page's, under this
 * number, and is diffed on its own ({@link Diff.Message#component}).
 *
 * @param value from 1, never used again while the component lives
 */
public record ComponentId(int value) implements Content {
    public ComponentId {
        if (value < 1) {
            throw new IllegalArgumentException("a component id is at least 1, not " + value);
        }
    }

    /** Always refuses: HTML with components in it needs their trees, see {@link HtmlWriter}. */
    @Override
    public void writeTo(TemplateOutput output) {
        throw new IllegalStateException("component " + value + " can only be printed in a live template");
    }
}
