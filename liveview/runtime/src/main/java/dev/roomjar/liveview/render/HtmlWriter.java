package dev.roomjar.liveview.render;

import java.util.function.IntFunction;

/** Writes a tree as HTML text. */
final class HtmlWriter {
    private final StringBuilder out = new StringBuilder(1024);
    private final IntFunction<Rendered> components;

    private HtmlWriter(IntFunction<Rendered> components) {
        this.components = components;
    }

    static String html(Rendered tree) {
        return html(tree, id -> {
            throw new IllegalStateException("component " + id + " has no tree here");
        });
    }

    /** @param components finds the tree of a component by its id */
    static String html(Rendered tree, IntFunction<Rendered> components) {
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
            case ComponentId component -> {
                Rendered tree = components.apply(component.value());
                write(tree.template(), tree.dynamics());
            }
            default -> throw new IllegalStateException("not a dynamic value: " + dynamic.getClass());
        }
    }
}
