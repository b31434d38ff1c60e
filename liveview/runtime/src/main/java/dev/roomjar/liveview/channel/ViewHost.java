package dev.roomjar.liveview.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a view may ask of the channel or HTTP request that drives it. It only collects: what the view wants to happen is
 * carried out, in the order the client needs, once the view's method has returned. Used by one thread at a time.
 */
public final class ViewHost implements Owner {
    private static final Logger LOG = LoggerFactory.getLogger(ViewHost.class);

    private final Visitor visitor;
    private final ObjectNode connectParams;
    private final @Nullable ViewMailbox mailbox;

    private Map<String, String> flash;
    private Map<String, String> newFlash = Map.of();
    private @Nullable String csrfToken;
    private @Nullable Leave leave;
    private List<Patch> patches = List.of();
    private List<PushedEvent> events = List.of();
    private @Nullable Deque<Runnable> closeHooks;
    private @Nullable ComponentSet components;
    private boolean changed = true;
    private boolean rendering;

    /** The view goes away, taking the flash along. */
    sealed interface Leave {
        String to();
    }

    record Redirect(String to) implements Leave {}

    record Navigate(String to, boolean replace) implements Leave {}

    record Patch(String to, boolean replace) {}

    record PushedEvent(String name, JsonNode payload) {}

    /**
     * A host for one view.
     *
     * @param flash the messages to show
     * @param connectParams what the page's script gave its socket to say
     * @param mailbox null while the view only answers an HTTP request
     */
    ViewHost(Visitor visitor, Map<String, String> flash, ObjectNode connectParams, @Nullable ViewMailbox mailbox) {
        this.visitor = visitor;
        this.flash = Map.copyOf(flash);
        this.connectParams = connectParams;
        this.mailbox = mailbox;
    }

    /** Whether there is a socket. */
    public boolean connected() {
        return mailbox != null;
    }

    /** What the page's script gave its socket to say; nothing while the view only answers an HTTP request. */
    public ObjectNode connectParams() {
        return connectParams;
    }

    /** Who looks at the view. */
    public Visitor visitor() {
        return visitor;
    }

    /** The visitor's session. */
    public Map<String, String> session() {
        return visitor.session();
    }

    /** A CSRF token that stays the same for this view, so that rendering it again is no change. */
    public String csrfToken() {
        if (csrfToken == null) {
            csrfToken = visitor.csrfToken();
        }
        return csrfToken;
    }

    /** The messages to show now. */
    public Map<String, String> flash() {
        return flash;
    }

    /** Adds or replaces a message. */
    public void putFlash(String kind, String message) {
        changed();
        flash = with(flash, kind, message);
        newFlash = with(newFlash, kind, message);
    }

    /** Removes all messages. */
    public void clearFlash() {
        changed();
        flash = Map.of();
        newFlash = Map.of();
    }

    /** Removes the message of one kind. */
    void clearFlash(String kind) {
        changed();
        var changed = new TreeMap<>(flash);
        changed.remove(kind);
        flash = Map.copyOf(changed);
    }

    /** Leaves with a page load; the last destination asked for wins. */
    public void redirect(String to) {
        refuseWhileRendering("redirect");
        leave = new Redirect(Destination.anywhere(to));
    }

    /** Leaves for another view over the same socket. */
    public void navigate(String to, boolean replace) {
        refuseWhileRendering("navigate");
        leave = new Navigate(Destination.path(to), replace);
    }

    /** Changes the address. */
    public void patch(String to, boolean replace) {
        refuseWhileRendering("patch");
        if (patches.isEmpty()) {
            patches = new ArrayList<>(1);
        }
        patches.add(new Patch(Destination.path(to), replace));
    }

    /** Sends an event to hooks. */
    public void pushEvent(String name, JsonNode payload) {
        if (events.isEmpty()) {
            events = new ArrayList<>(2);
        }
        events.add(new PushedEvent(name, payload));
    }

    /**
     * The component of a key, which is rendered again afterwards.
     *
     * @return null if there is none on the page
     */
    public @Nullable Component component(Object key) {
        return components == null ? null : components.change(key);
    }

    @Override
    public void changed() {
        refuseWhileRendering("a callback or flash");
        changed = true;
    }

    @Override
    public <T> Consumer<T> tell(Consumer<T> reaction) {
        var box = mailbox();
        return value -> box.post(() -> react(reaction, value));
    }

    @Override
    public <M> ActorRef<M> receive(Class<M> type, Consumer<M> reaction) {
        return mailbox().receive(type, message -> react(reaction, message));
    }

    private <T> void react(Consumer<T> reaction, T value) {
        changed();
        reaction.accept(value);
    }

    @Override
    public void onClose(Runnable hook) {
        if (closeHooks == null) {
            closeHooks = new ArrayDeque<>(2);
        }
        closeHooks.push(hook);
    }

    /**
     * How others reach the view.
     *
     * @throws IllegalStateException while the view only answers an HTTP request
     */
    public ViewMailbox mailbox() {
        if (mailbox == null) {
            throw new IllegalStateException("nobody can reach a view that only answers an HTTP request:"
                    + " subscribe within  if (connected()) { … }");
        }
        return mailbox;
    }

    /** Whose components {@link #component} finds. */
    void components(ComponentSet set) {
        components = set;
    }

    /** Whether the view itself is to be rendered again. */
    boolean takeChanged() {
        boolean taken = changed;
        changed = false;
        return taken;
    }

    /** From here on, or no longer, trees are made: what happens then must not change what is already in them. */
    void rendering(boolean now) {
        rendering = now;
    }

    void refuseWhileRendering(String what) {
        if (rendering) {
            throw new IllegalStateException(
                    what + " belongs into a method for an event or a message, not into the mount(),"
                            + " update() or render() of a component or the render() of a view");
        }
    }

    @Nullable
    Leave leave() {
        return leave;
    }

    List<Patch> takePatches() {
        var taken = patches;
        patches = List.of();
        return taken;
    }

    List<PushedEvent> takeEvents() {
        var taken = events;
        events = List.of();
        return taken;
    }

    /** The messages added since the page was last brought up to date: those a new page has not seen. */
    Map<String, String> newFlash() {
        return newFlash;
    }

    /** The page is up to date. */
    void settled() {
        newFlash = Map.of();
    }

    private static Map<String, String> with(Map<String, String> flash, String kind, String message) {
        var changed = new TreeMap<>(flash);
        changed.put(kind, message);
        return Map.copyOf(changed);
    }

    /** Runs the hooks of {@link #onClose}, each once. */
    void close() {
        if (closeHooks != null) {
            runAll(closeHooks);
        }
    }

    static void runAll(Deque<Runnable> hooks) {
        while (!hooks.isEmpty()) {
            var hook = hooks.pop();
            try {
                hook.run();
            } catch (RuntimeException e) {
                LOG.error("an onClose hook failed", e);
            }
        }
    }
}
