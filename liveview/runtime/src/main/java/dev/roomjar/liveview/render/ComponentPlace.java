package dev.roomjar.liveview.render;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/**
 * The place of a stateful component in a tree. The tree of the component itself is not below it: it travels beside the page's,
 * under a number, and is diffed on its own. {@link Placements} knows which number.
 */
public interface ComponentPlace extends Content {
    /** What tells components apart: one of this key is on a page at a time, and it stays the same wherever it moves. */
    Object key();

    /** What the component is given here; it is told when this is not equal to what it was given before. */
    Object assigns();

    /** Always refuses: HTML with components in it needs their trees, see {@link Rendered#html(java.util.function.Function)}. */
    @Override
    default void writeTo(TemplateOutput output) {
        throw new IllegalStateException(
                "the component " + this + " can stand between tags only, as in  <div>${component}</div>");
    }
}
