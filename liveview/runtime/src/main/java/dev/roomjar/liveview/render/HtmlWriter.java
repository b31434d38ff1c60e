package dev.roomjar.liveview.render;

import java.util.function.Function;

/** Writes a tree as HTML text. */
final class HtmlWriter {
    private final StringBuilder out = new StringBuilder(1024);
    private final Function<ComponentPlace, String> components;

    private HtmlWriter(Function<ComponentPlace, String> components) {
        this.components = components;
    }

    static String html(Rendered tree) {
        return html(tree, place -> {
            throw new IllegalStateException("the component " + place + " has no view here");
        });
    }

    /** @param components gives the HTML of the component at a place */
    static String html(Rendered tree, Function<ComponentPlace, String> components) {
        HtmlWriter writer = new HtmlWriter(components);
        writer.write(tree.template(), tree.dynamics());
        return writer.out.toString();
    }

    private void write(Template template, Object[] dynamics) {
        var statics = template.statics();
        for (int i = 0; i < dynamics.length; i++) {
            out.append(statics.get(i));
            write(dynamics[i]);
        }
        out.append(statics.get(dynamics.length));
    }

    private void write(Object dynamic) {
        switch (dynamic) {
            case String text -> out.append(text);
            case Rendered tree -> write(tree.template(), tree.dynamics());
            case Keyed loop -> {
                loop.requireUniqueKeys();
                for (int row = 0; row < loop.size(); row++) {
                    write(loop.template(), loop.row(row));
                }
            }
            case ComponentPlace place -> out.append(components.apply(place));
            default -> throw new IllegalStateException("not a dynamic value: " + dynamic.getClass());
        }
    }
}
