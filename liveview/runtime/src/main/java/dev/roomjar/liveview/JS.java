package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commands that the browser carries out by itself, without asking the server, when the event of an attribute happens:
 *
 * <pre>{@code <button phx-click="${JS.push("delete").hide("#row-7")}">}</pre>
 *
 * <p>A chain starts with {@link #push(String)} or, without a message to the server, with {@link #js()}. Immutable: each
 * method returns a longer chain. Where a selector is asked for, {@link #SELF} means the element with the attribute.
 */
public final class JS implements Content {
    /** The element that carries the attribute, instead of a selector. */
    public static final String SELF = "";

    private static final JS NOTHING = new JS(Json.MAPPER.createArrayNode());

    /** No selector begins like this. */
    private static final String INNER = "@inner ";

    private static final String CLOSEST = "@closest ";

    private final ArrayNode commands;

    /**
     * CSS classes that make an element come, go or move: first {@code from} and {@code during} are there, after a frame
     * {@code to} takes the place of {@code from}, and when the time is over the last two go. Each is a list of classes with spaces
     * between.
     *
     * @param time how long; the classes should say the same
     * @param blocking whether the page waits with its changes until the end
     */
    public record Transition(String during, String from, String to, Duration time, boolean blocking) {
        /** One for which the page waits. */
        public static Transition of(Duration time, String during, String from, String to) {
            return new Transition(during, from, to, time, true);
        }

        /** The same, for which the page does not wait. */
        public Transition nonBlocking() {
            return new Transition(during, from, to, time, false);
        }

        private List<List<String>> classes() {
            return List.of(words(during), words(from), words(to));
        }

        private void timing(ObjectNode args) {
            args.put("time", time.toMillis());
            if (!blocking) {
                args.put("blocking", false);
            }
        }
    }

    /**
     * How an event is sent.
     *
     * @param target whom to: the number of a component or a selector; null for the element's own {@code phx-target}
     * @param loading a selector of elements that get the loading classes, too
     * @param pageLoading whether {@code phx:page-loading-start} and {@code -stop} are fired
     * @param value goes with the event
     */
    public record Push(
            @Nullable Object target,
            @Nullable String loading,
            boolean pageLoading,
            @Nullable Map<String, ?> value) {
        /** To a component: its {@link LiveComponent#myself()}. */
        public static Push to(int component) {
            return new Push(component, null, false, null);
        }

        /** To the component or view that has the element of a selector. */
        public static Push to(String selector) {
            return new Push(selector, null, false, null);
        }

        /** Elements that get the loading classes, too. */
        public static Push loading(String selector) {
            return new Push(null, selector, false, null);
        }

        /** The same with a value. */
        public Push with(Map<String, ?> newValue) {
            return new Push(target, loading, pageLoading, newValue);
        }

        /** The same with loading classes on the elements of a selector. */
        public Push andLoading(String selector) {
            return new Push(target, selector, pageLoading, value);
        }

        /** The same as for a change of the page: {@code phx:page-loading-start} is fired. */
        public Push asPageLoading() {
            return new Push(target, loading, true, value);
        }

        private void fill(ObjectNode args) {
            if (target instanceof Integer component) {
                args.put("target", component);
            } else if (target != null) {
                args.put("target", target.toString());
            }
            if (loading != null) {
                args.put("loading", loading);
            }
            if (pageLoading) {
                args.put("page_loading", true);
            }
            if (value != null) {
                args.set("value", Json.tree(value));
            }
        }
    }

    private JS(ArrayNode commands) {
        this.commands = commands;
    }

    /** Instead of a selector: what matches it inside the element that carries the attribute. */
    public static String inner(String selector) {
        return INNER + selector;
    }

    /** Instead of a selector: the closest ancestor, or the element itself, that matches it. */
    public static String closest(String selector) {
        return CLOSEST + selector;
    }

    /** The empty chain. */
    public static JS js() {
        return NOTHING;
    }

    /** A chain that begins by sending an event to the server. */
    public static JS push(String event) {
        return NOTHING.thenPush(event);
    }

    /** A chain that begins by sending an event with a value to the server. */
    public static JS push(String event, Map<String, ?> value) {
        return NOTHING.thenPush(event, value);
    }

    /** A chain that begins by sending an event to whom and as the options say. */
    public static JS push(String event, Push options) {
        return NOTHING.thenPush(event, options);
    }

    /** Sends an event to whom and as the options say. */
    public JS thenPush(String event, Push options) {
        return with("push", args -> options.fill(args.put("event", event)));
    }

    /** Appends another chain. */
    public JS then(JS others) {
        ArrayNode longer = commands.deepCopy();
        longer.addAll(others.commands);
        return new JS(longer);
    }

    /** Sends an event to the server. */
    public JS thenPush(String event) {
        return with("push", args -> args.put("event", event));
    }

    /** Sends an event with a value to the server. */
    public JS thenPush(String event, Map<String, ?> value) {
        return with("push", args -> args.put("event", event).set("value", Json.tree(value)));
    }

    /** Fires a DOM event that bubbles. */
    public JS dispatch(String event, String selector) {
        return on("dispatch", selector, args -> args.put("event", event));
    }

    /** Fires a DOM event that bubbles and carries a detail. */
    public JS dispatch(String event, String selector, Map<String, ?> detail) {
        return on("dispatch", selector, args -> args.put("event", event).set("detail", Json.tree(detail)));
    }

    /**
     * Fires a DOM event.
     *
     * @param bubbles whether ancestors of the element hear of it
     * @param blocking whether the page waits with its changes until the listener calls {@code event.detail.done()}
     */
    public JS dispatch(String event, String selector, Map<String, ?> detail, boolean bubbles, boolean blocking) {
        return on("dispatch", selector, args -> {
            args.put("event", event).put("bubbles", bubbles).set("detail", Json.tree(detail));
            if (blocking) {
                args.put("blocking", true);
            }
        });
    }

    /** Shows elements. */
    public JS show(String selector) {
        return on("show", selector, args -> {});
    }

    /** Shows elements with this CSS {@code display} instead of {@code block}. */
    public JS show(String selector, String display) {
        return on("show", selector, args -> args.put("display", display));
    }

    /** Shows elements by a transition. */
    public JS show(String selector, Transition transition) {
        return moving("show", selector, transition, args -> {});
    }

    /** Shows elements by a transition with this CSS {@code display} instead of {@code block}. */
    public JS show(String selector, Transition transition, String display) {
        return moving("show", selector, transition, args -> args.put("display", display));
    }

    /** Hides elements by a transition. */
    public JS hide(String selector, Transition transition) {
        return moving("hide", selector, transition, args -> {});
    }

    /** Hides elements. */
    public JS hide(String selector) {
        return on("hide", selector, args -> {});
    }

    /** Shows hidden elements and hides shown ones. */
    public JS toggle(String selector) {
        return on("toggle", selector, args -> {});
    }

    /** Shows hidden elements with this CSS {@code display} instead of {@code block}, and hides shown ones. */
    public JS toggle(String selector, String display) {
        return on("toggle", selector, args -> args.put("display", display));
    }

    /** Shows hidden elements and hides shown ones by transitions of the same time. */
    public JS toggle(String selector, Transition in, Transition out) {
        return on("toggle", selector, args -> {
            args.set("ins", Json.tree(in.classes()));
            args.set("outs", Json.tree(out.classes()));
            in.timing(args);
        });
    }

    /** Adds CSS classes while a transition plays. */
    public JS addClass(String selector, Transition transition, String... classes) {
        return moving("add_class", selector, transition, args -> args.set("names", Json.tree(List.of(classes))));
    }

    /** Removes CSS classes while a transition plays. */
    public JS removeClass(String selector, Transition transition, String... classes) {
        return moving("remove_class", selector, transition, args -> args.set("names", Json.tree(List.of(classes))));
    }

    /** Adds or removes CSS classes while a transition plays. */
    public JS toggleClass(String selector, Transition transition, String... classes) {
        return moving("toggle_class", selector, transition, args -> args.set("names", Json.tree(List.of(classes))));
    }

    /** Plays a transition. */
    public JS transition(String selector, Transition transition) {
        return moving("transition", selector, transition, args -> {});
    }

    /** Adds CSS classes. */
    public JS addClass(String selector, String... classes) {
        return on("add_class", selector, args -> args.set("names", Json.tree(List.of(classes))));
    }

    /** Removes CSS classes. */
    public JS removeClass(String selector, String... classes) {
        return on("remove_class", selector, args -> args.set("names", Json.tree(List.of(classes))));
    }

    /** Adds CSS classes where they are missing and removes them where they are not. */
    public JS toggleClass(String selector, String... classes) {
        return on("toggle_class", selector, args -> args.set("names", Json.tree(List.of(classes))));
    }

    /** Puts CSS classes on elements for a time, so that they play a transition. */
    public JS transition(String selector, Duration time, String... classes) {
        var transition = List.of(List.of(classes), List.of(), List.of());
        return on(
                "transition",
                selector,
                args -> args.put("time", time.toMillis()).set("transition", Json.tree(transition)));
    }

    /** Sets an attribute. */
    public JS setAttribute(String selector, String name, String value) {
        return on("set_attr", selector, args -> args.set("attr", Json.tree(List.of(name, value))));
    }

    /** Removes an attribute. */
    public JS removeAttribute(String selector, String name) {
        return on("remove_attr", selector, args -> args.put("attr", name));
    }

    /** Sets an attribute to a value, or removes it if it is there. */
    public JS toggleAttribute(String selector, String name, String value) {
        return on("toggle_attr", selector, args -> args.set("attr", Json.tree(List.of(name, value))));
    }

    /** Sets an attribute to one value, or to the other if it has that one. */
    public JS toggleAttribute(String selector, String name, String one, String other) {
        return on("toggle_attr", selector, args -> args.set("attr", Json.tree(List.of(name, one, other))));
    }

    /**
     * From here on the server's changes leave these attributes of the elements as the browser has them; for {@code phx-mounted}.
     *
     * @param attributes names, also with {@code *} at the end: {@code data-*}; {@code open} for a {@code <dialog>} or
     *     {@code <details>}
     */
    public JS ignoreAttributes(String selector, String... attributes) {
        return on("ignore_attrs", selector, args -> args.set("attrs", Json.tree(List.of(attributes))));
    }

    /** Focuses an element. */
    public JS focus(String selector) {
        return on("focus", selector, args -> {});
    }

    /** Focuses the first element that can be, inside another. */
    public JS focusFirst(String selector) {
        return on("focus_first", selector, args -> {});
    }

    /** Remembers which element to give the focus back to. */
    public JS pushFocus(String selector) {
        return on("push_focus", selector, args -> {});
    }

    /** Gives the focus back to the element remembered last. */
    public JS popFocus() {
        return with("pop_focus", args -> {});
    }

    /** Goes to another live view over the same socket. */
    public JS navigate(String path, Object... arguments) {
        return with("navigate", args -> args.put("href", Paths.fill(path, arguments)));
    }

    /** Changes the address while staying in the view. */
    public JS patch(String path, Object... arguments) {
        return with("patch", args -> args.put("href", Paths.fill(path, arguments)));
    }

    /** As {@link #navigate}, but the present address leaves no entry in the browser's history. */
    public JS navigateReplacing(String path, Object... arguments) {
        return with(
                "navigate",
                args -> args.put("href", Paths.fill(path, arguments)).put("replace", true));
    }

    /** As {@link #patch}, but the present address leaves no entry in the browser's history. */
    public JS patchReplacing(String path, Object... arguments) {
        return with(
                "patch", args -> args.put("href", Paths.fill(path, arguments)).put("replace", true));
    }

    /** Carries out the commands that stand in an attribute of elements. */
    public JS exec(String attribute, String selector) {
        return on("exec", selector, args -> args.put("attr", attribute));
    }

    /** The attribute's value as the client reads it: JSON, not yet escaped for HTML. */
    @Override
    public String toString() {
        return commands.toString();
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeUserContent(toString());
    }

    private JS on(String operation, String selector, Consumer<ObjectNode> fill) {
        return with(operation, args -> {
            fill.accept(args);
            if (selector.startsWith(INNER)) {
                args.putObject("to").put("inner", selector.substring(INNER.length()));
            } else if (selector.startsWith(CLOSEST)) {
                args.putObject("to").put("closest", selector.substring(CLOSEST.length()));
            } else if (!selector.equals(SELF)) {
                args.put("to", selector);
            }
        });
    }

    private JS moving(String operation, String selector, Transition transition, Consumer<ObjectNode> fill) {
        return on(operation, selector, args -> {
            fill.accept(args);
            args.set("transition", Json.tree(transition.classes()));
            transition.timing(args);
        });
    }

    private static List<String> words(String classes) {
        return classes.isBlank() ? List.of() : List.of(classes.strip().split("\\s+"));
    }

    private JS with(String operation, Consumer<ObjectNode> fill) {
        ArrayNode longer = commands.deepCopy();
        fill.accept(longer.addArray().add(operation).addObject());
        return new JS(longer);
    }
}
