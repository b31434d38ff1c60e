package dev.roomjar.liveview.render;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A rendered piece of a page: a {@link Template} and the values between its static texts. This is what
 * {@code RoomHtml.render(…)} returns, what a view's {@code render()} hands to its channel, and what {@link Diff}
 * compares.
 *
 * <p>It is a jte {@link Content}, so it can be printed in a template ({@code ${content}}) and passed to one.
 *
 * <p>Immutable by contract (the array is not copied: generated code builds it and lets go of it), so one tree may serve
 * any number of views on any thread.
 */
public final class Rendered implements Content {
    private final Template template;
    private final Object[] dynamics;

    /**
     * A tree of a template and its values.
     *
     * @param dynamics one value per gap of the template, each a {@code String} (escaped HTML), a {@code Rendered}, a
     *     {@link Keyed} or a {@link ComponentPlace}. Owned by the new object from here on
     */
    public Rendered(Template template, Object[] dynamics) {
        if (dynamics.length != template.size()) {
            throw new IllegalArgumentException(
                    template.name() + " has " + template.size() + " dynamic values, not " + dynamics.length);
        }
        this.template = template;
        this.dynamics = dynamics;
    }

    /** The static half. */
    public Template template() {
        return template;
    }

    Object[] dynamics() {
        return dynamics;
    }

    /** The whole piece as HTML, for the first page load and for tests. */
    public String html() {
        return HtmlWriter.html(this);
    }

    /**
     * The whole piece as HTML, components included.
     *
     * @param components gives the HTML of the component at a place
     */
    public String html(Function<ComponentPlace, String> components) {
        return HtmlWriter.html(this, components);
    }

    /** Names the components that stand in this tree, in no particular order; not those within other components. */
    public void forEachPlace(Consumer<ComponentPlace> action) {
        forEachPlace(dynamics, action);
    }

    private static void forEachPlace(Object[] dynamics, Consumer<ComponentPlace> action) {
        for (Object dynamic : dynamics) {
            switch (dynamic) {
                case ComponentPlace place -> action.accept(place);
                case Rendered tree -> forEachPlace(tree.dynamics, action);
                case Keyed loop -> {
                    for (int row = 0; row < loop.size(); row++) {
                        forEachPlace(loop.row(row), action);
                    }
                }
                default -> {
                    // Text places nothing.
                }
            }
        }
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(html());
    }

    /** The same as {@link #html()}. */
    @Override
    public String toString() {
        return html();
    }
}
