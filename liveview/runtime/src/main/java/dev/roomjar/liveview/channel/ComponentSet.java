package dev.roomjar.liveview.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roomjar.liveview.render.ComponentPlace;
import dev.roomjar.liveview.render.Diff;
import dev.roomjar.liveview.render.Html;
import dev.roomjar.liveview.render.Placements;
import dev.roomjar.liveview.render.Rendered;
import dev.roomjar.liveview.render.Template;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stateful components of one view. Trees name them by key; here they get their numbers, are made when they are first
 * placed, and are rendered when they have changed, outer ones before those they place. Used by one thread at a time.
 *
 * <p>A component ends when the page says that it no longer shows it: {@link #gone}. One that comes back before that keeps its
 * state but gets another number and is sent whole, since the browser may have let go of what it had under the old one.
 */
final class ComponentSet implements Placements {
    private final ViewHost host;
    private final Function<ComponentPlace, Component> factory;
    private final Map<Object, Entry> byKey = new HashMap<>();
    private final TreeMap<Integer, Entry> byNumber = new TreeMap<>();

    /** For each template one component from which others of that template may copy. */
    private final Map<Template, Entry> models = new HashMap<>();

    private final PriorityQueue<Entry> waiting =
            new PriorityQueue<>(Comparator.comparingInt((Entry entry) -> entry.depth));
    private final List<Entry> written = new ArrayList<>();

    private final List<Runnable> releases = new ArrayList<>();

    /** Which rendering placed each component of the message being written. */
    private final Map<Object, Rendering> placed = new HashMap<>();

    /** The view's own tree as the browser has it before the present message. */
    private @Nullable Rendered page;

    /** The components that the browser shows before the present message; null until somebody asks. */
    private @Nullable Set<Entry> onPage;

    private Rendering rendering = new Rendering(null);
    private int last;

    /** One call of a {@code render()}: the view's own if there is no entry. */
    private static final class Rendering {
        final @Nullable Entry of;

        Rendering(@Nullable Entry of) {
            this.of = of;
        }
    }

    private static final class Entry {
        final Object key;
        final Component component;
        final ComponentOwner owner;
        int depth;

        /** The component that placed it; null if the view did. */
        @Nullable
        Entry parent;

        boolean mounted;
        boolean waiting;

        /** What it is to be told before it is rendered. */
        @Nullable
        Object newAssigns;

        @Nullable
        Object assigns;

        /** What the browser has of it. */
        @Nullable
        Rendered shown;

        /** What the browser will have of it after the present message. */
        @Nullable
        Rendered next;

        @Nullable
        String part;

        Entry(Object key, Component component, ComponentOwner owner) {
            this.key = key;
            this.component = component;
            this.owner = owner;
        }

        int number() {
            return owner.number();
        }
    }

    ComponentSet(ViewHost host, Function<ComponentPlace, Component> factory) {
        this.host = host;
        this.factory = factory;
    }

    /** The component of a key, which is rendered again afterwards; null if there is none. */
    @Nullable
    Component change(Object key) {
        Entry entry = byKey.get(key);
        if (entry == null || !entry.mounted) {
            return null;
        }
        entry.owner.changed();
        return entry.component;
    }

    /** Passes an event on; nothing happens if the component is gone, which the page may not have known when it sent this. */
    @Nullable
    JsonNode event(ClientMessage.Event event) throws Exception {
        Entry entry = byNumber.get(event.component());
        if (entry == null) {
            return null;
        }
        await(entry);
        return entry.component.event(event.name(), event.value());
    }

    String name(int number) {
        Entry entry = byNumber.get(number);
        return entry == null ? "no component" : entry.component.name();
    }

    /** All are rendered again. */
    void changeAll() {
        byNumber.values().forEach(this::await);
    }

    /** The page does not show these. */
    void gone(List<Integer> numbers) {
        for (int number : numbers) {
            Entry entry = byNumber.remove(number);
            if (entry != null) {
                byKey.remove(entry.key);
                models.values().remove(entry);
                waiting.remove(entry);
                entry.owner.close();
            }
        }
    }

    /** Ends all. */
    void close() {
        byNumber.descendingMap().values().forEach(entry -> entry.owner.closeWithView());
        byNumber.clear();
        byKey.clear();
    }

    @Override
    public Placed place(ComponentPlace place, boolean stays) {
        Entry entry = byKey.get(place.key());
        boolean isNew = entry == null;
        boolean isBack = entry != null && !stays && !onPage().contains(entry) && !placed.containsKey(place.key());
        if (entry == null) {
            entry = add(place);
        } else if (isBack) {
            renumber(entry);
        }
        refuseTwice(entry, place);
        entry.parent = rendering.of;
        moveTo(entry, rendering.of == null ? 1 : rendering.of.depth + 1);
        if (entry.depth > Limits.COMPONENT_NESTING) {
            throw new IllegalStateException(place + " is within " + Limits.COMPONENT_NESTING
                    + " other components: does a component place one of its own kind without end?");
        }
        if (isNew || !place.assigns().equals(entry.assigns)) {
            entry.assigns = place.assigns();
            entry.newAssigns = place.assigns();
            await(entry);
        }
        return new Placed(entry.number(), isNew || isBack || entry.waiting);
    }

    @Override
    public void streamed(Runnable release) {
        releases.add(release);
    }

    private Entry add(ComponentPlace place) {
        var self = new Entry[1];
        var owner = new ComponentOwner(++last, host, () -> await(self[0]));
        Entry entry = new Entry(place.key(), factory.apply(place), owner);
        self[0] = entry;
        byKey.put(place.key(), entry);
        byNumber.put(last, entry);
        return entry;
    }

    private void renumber(Entry entry) {
        byNumber.remove(entry.number());
        entry.owner.renumber(++last);
        byNumber.put(last, entry);
        entry.shown = null;
        entry.next = null;
        written.remove(entry);
        await(entry);
    }

    private void refuseTwice(Entry entry, ComponentPlace place) {
        Rendering other = placed.put(place.key(), rendering);
        boolean renderedAgain = other != null && other != rendering && other.of == rendering.of && other.of != null;
        if (entry == rendering.of || (other != null && !renderedAgain)) {
            throw new IllegalStateException(place + " is on the page twice: give each component of a kind its own id");
        }
    }

    /** The queue must not hold what changes its order. */
    private void moveTo(Entry entry, int depth) {
        if (entry.depth == depth) {
            return;
        }
        boolean queued = waiting.remove(entry);
        entry.depth = depth;
        if (queued) {
            waiting.add(entry);
        }
    }

    private void await(Entry entry) {
        if (!entry.waiting && byKey.get(entry.key) == entry) {
            entry.waiting = true;
            waiting.add(entry);
        }
    }

    /**
     * Begins a message, before the view's own tree is written.
     *
     * <p>The client leaves out the inside of whatever did not change, even if a component in there did. So where more than one
     * part changes, those around it are rendered, too, and name it.
     *
     * @param shown what the browser has of the view's own tree; null if nothing
     * @param again whether that is rendered in this message
     */
    void begin(@Nullable Rendered shown, boolean again) {
        if (again || waiting.size() > 1) {
            for (Entry entry : List.copyOf(waiting)) {
                awaitAround(entry);
            }
        }
        page = shown;
        onPage = null;
        placed.clear();
        rendering = new Rendering(null);
    }

    /** Of components off the page the parents may be out of date, even in a circle: none is gone through twice. */
    private void awaitAround(Entry entry) {
        Entry around = entry.parent;
        while (around != null && !around.waiting && byKey.get(around.key) == around) {
            await(around);
            around = around.parent;
        }
    }

    /** Renders what has changed, and what comes to be placed by that, and adds it to the message. */
    void write(Diff.Message message) {
        for (Entry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            entry.waiting = false;
            Rendered tree = render(entry);
            if (entry.next == null) {
                written.add(entry);
            }
            entry.next = tree;
            entry.part = part(entry, tree);
        }
        written.sort(Comparator.comparingInt(Entry::number));
        for (Entry entry : written) {
            if (entry.part != null) {
                message.component(entry.number(), entry.part);
            }
            entry.shown = entry.next;
        }
        for (Entry entry : written) {
            entry.next = null;
            entry.part = null;
        }
        written.clear();
        releases.forEach(Runnable::run);
        releases.clear();
    }

    private @Nullable String part(Entry entry, Rendered tree) {
        Entry model = models.get(tree.template());
        if (entry.shown != null || model == null || model == entry) {
            models.put(tree.template(), entry);
            return Diff.component(entry.shown, tree, this);
        }
        // What the browser has now is not changed by this message; what it does not have yet is rendered but once.
        Rendered before = model.shown;
        Rendered other = before == null ? model.next : before;
        if (other == null || other.template() != tree.template() || (before != null && !onPage().contains(model))) {
            models.put(tree.template(), entry);
            return Diff.component(null, tree, this);
        }
        return Diff.componentLike(before == null ? model.number() : -model.number(), other, tree, this);
    }

    /** From one that it does not show the client copies its mark to render it whole, and then loses track of the copy. */
    private Set<Entry> onPage() {
        if (onPage == null) {
            onPage = new HashSet<>();
            if (page != null) {
                collect(page, onPage);
            }
        }
        return onPage;
    }

    private void collect(Rendered tree, Set<Entry> found) {
        tree.forEachPlace(place -> {
            Entry entry = byKey.get(place.key());
            if (entry != null && entry.shown != null && found.add(entry)) {
                collect(entry.shown, found);
            }
        });
    }

    private Rendered render(Entry entry) {
        if (!entry.mounted) {
            entry.mounted = true;
            entry.component.mount(host, entry.owner);
        }
        Object assigns = entry.newAssigns;
        if (assigns != null) {
            entry.newAssigns = null;
            entry.component.update(assigns);
        }
        rendering = new Rendering(entry);
        Rendered tree = entry.component.render();
        if (!tree.template().root()) {
            throw new IllegalStateException(entry.component.name() + " renders "
                    + tree.template().name() + ", which is not exactly one element: put it in a <div>,"
                    + " with nothing beside it and no @if or @for around it");
        }
        return tree;
    }

    /** A tree with all its components as HTML, for a page without a socket. */
    String html(Rendered tree) {
        return tree.html(this::html);
    }

    private String html(ComponentPlace place) {
        Rendering outer = rendering;
        Placed numbered = place(place, false);
        Entry entry = byKey.get(place.key());
        if (entry == null) {
            throw new IllegalStateException(place + " was not placed");
        }
        String html = html(render(entry));
        rendering = outer;
        return Html.component(html, numbered.number());
    }
}
