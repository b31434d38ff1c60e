package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

    private final ArrayNode commands;

    private JS(ArrayNode commands) {
        this.commands = commands;
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

    /** Shows elements. */
    public JS show(String selector) {
        return on("show", selector, args -> {});
    }

    /** Hides elements. */
    public JS hide(String selector) {
        return on("hide", selector, args -> {});
    }

    /** Shows hidden elements and hides shown ones. */
    public JS toggle(String selector) {
        return on("toggle", selector, args -> {});
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
            if (!selector.equals(SELF)) {
                args.put("to", selector);
            }
        });
    }

    private JS with(String operation, Consumer<ObjectNode> fill) {
        ArrayNode longer = commands.deepCopy();
        fill.accept(longer.addArray().add(operation).addObject());
        return new JS(longer);
    }
}
