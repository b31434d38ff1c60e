package dev.roomjar.liveview.render;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/** A content block {@code @`…`}: built anew each time it is printed. Generated code passes these as lambdas. */
@FunctionalInterface
public interface Slot extends Content {
    /** Builds the tree of the block. */
    Rendered render();

    @Override
    default void writeTo(TemplateOutput output) {
        render().writeTo(output);
    }
}
