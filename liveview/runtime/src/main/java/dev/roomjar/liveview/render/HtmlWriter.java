package dev.roomjar.liveview.render;

import java.util.function.Function;

/** Writes a tree as HTML text. */
final class HtmlWriter {
    private final StringBuilder out = new StringBuilder(1024);
    private final Function<ComponentPlace, String> components;
    private boolean asSent;

    private HtmlWriter(Function<ComponentPlace, String> components) {
        this.components = components;
    }

    static String html(Rendered tree) {
        return html(tree, place -> {
            throw new IllegalStateException("the component " + place + " has no view here");
        });
    }

    /** The rows of streams as they are sent, whatever order the browser brings them into. */
    static String inTheOrderSent(Rendered tree) {
        HtmlWriter writer = new HtmlWriter(place -> place.toString());
        writer.asSent = true;
        writer.write(tree.template(), tree.dynamics());
        return writer.out.toString();
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

    private void write(Keyed loop) {
        loop.requireUniqueKeys();
        var stream = loop.stream();
        if (stream == null || asSent || loop.isEmpty()) {
            for (int row = 0; row < loop.size(); row++) {
                write(loop.template(), loop.row(row));
            }
        } else {
            stream.order().forEach(row -> write(loop.template(), loop.row(row)));
        }
    }

    private void write(Object dynamic) {
        switch (dynamic) {
            case String text -> out.append(text);
            case Rendered tree -> write(tree.template(), tree.dynamics());
            case Keyed loop -> write(loop);
            case ComponentPlace place -> out.append(components.apply(place));
            default -> throw new IllegalStateException("not a dynamic value: " + dynamic.getClass());
        }
    }
}
