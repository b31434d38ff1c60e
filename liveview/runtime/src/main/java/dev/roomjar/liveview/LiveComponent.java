package dev.roomjar.liveview;

import dev.roomjar.liveview.channel.ComponentOwner;
import dev.roomjar.liveview.render.ComponentPlace;
import dev.roomjar.liveview.render.Rendered;
import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page with state and events of its own. It lives in a view, on the view's thread, but is rendered and diffed alone:
 * an event of a chat does not render the room around it, nor the other way round.
 *
 * <pre>{@code
 * class CounterBox extends LiveComponent<CounterBox.Assigns> {
 *     record Assigns(String title, int step) {}
 *
 *     private int count;
 *
 *     @Override protected Rendered render() { return CounterBoxHtml.render(myself(), assigns().title(), count); }
 *
 *     @On void add() { count += assigns().step(); }
 * }
 * }</pre>
 *
 * <p>It is placed by printing {@link #live} in a template, and exists from then until the page no longer shows it:
 *
 * <pre>{@code ${live(CounterBox.class, "left", new CounterBox.Assigns("Left", 2))}}</pre>
 *
 * <p>Its template is exactly one element, and elements in it name it as their target:
 * {@code <button phx-click="add" phx-target="${myself}">}, where {@code myself} is a parameter of type {@code int}. Without a
 * target events go to the view.
 *
 * <p><b>Assigns</b> are what the place gives to the component: make them a record of values. Whenever the surroundings are rendered
 * with assigns that are not equal to the last, {@link #update} is called and the component rendered; with equal ones nothing is
 * done. So a list in them must be a copy ({@code List.copyOf}), or its changes stay unnoticed.
 *
 * <p><b>Making one.</b> A constructor without parameters is called, unless {@link LiveRoutes.Builder#component} names a factory.
 *
 * <p><b>Faults.</b> An exception costs the whole view, as one of its own would.
 *
 * @param <A> the type of the assigns; {@link NoAssigns} if there are none
 */
public abstract non-sealed class LiveComponent<A> extends LivePart {
    private @Nullable A assigns;

    /** For components that are given nothing. */
    public record NoAssigns() {}

    /** What tells components apart. */
    record Key(Class<?> type, String id) {}

    /** A component at a place. */
    record Place(Key key, Object assigns) implements ComponentPlace {
        @Override
        public String toString() {
            return "live(" + key.type.getSimpleName() + ".class, \"" + key.id + "\", …)";
        }
    }

    /**
     * The place of a component, to be printed between tags.
     *
     * @param id unique among the components of this class on one page; whoever stays under its id keeps its state, wherever it moves
     */
    public static <A> Content live(Class<? extends LiveComponent<A>> type, String id, A assigns) {
        return new Place(new Key(type, id), assigns);
    }

    /** The place of a component that is given nothing. */
    public static Content live(Class<? extends LiveComponent<NoAssigns>> type, String id) {
        return live(type, id, new NoAssigns());
    }

    /** Called first, once per object. {@link #assigns()} are those of the first place. */
    protected void mount() throws Exception {}

    /** Called after {@link #mount} and again whenever the assigns are not equal to the last. */
    protected void update(A assigns) throws Exception {}

    /** The component for the present state: a template that is exactly one element. */
    protected abstract Rendered render();

    /** What the place gives to the component now. */
    protected final A assigns() {
        if (assigns == null) {
            throw new IllegalStateException(
                    getClass().getSimpleName() + " has no assigns yet: use them in mount() or later");
        }
        return assigns;
    }

    /** The number to be printed as {@code phx-target}, and given to {@link JS} and hooks. */
    protected final int myself() {
        return ((ComponentOwner) owner()).number();
    }

    final void assign(A given) {
        assigns = given;
    }
}
