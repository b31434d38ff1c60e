package dev.roomjar.liveview;

import dev.roomjar.liveview.channel.ViewHost;
import dev.roomjar.liveview.render.Rendered;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A page whose state and events live on the server. Write a class with fields for its state, {@link #render()} for its
 * HTML and a method annotated {@link On} for every event:
 *
 * <pre>{@code
 * @Live("/counter")
 * class CounterLive extends LiveView {
 *     private int count;
 *
 *     @Override protected Rendered render() { return CounterHtml.render(count); }
 *
 *     @On void increment() { count++; }
 * }
 * }</pre>
 *
 * <p>Every page is mounted twice, each time as a new object: first for the HTTP request ({@link #connected()} is false, the
 * HTML is the answer and the object is dropped), then for the WebSocket, where it lives as long as the page is open.
 *
 * <p><b>Threads.</b> A view is an actor: its methods run one at a time, on a virtual thread, so fields need no locks and a
 * method may block. All methods here may be called only from within the view's own methods; from any other thread go through
 * {@link #tell} or {@link #receive}. After each of the view's methods the page is rendered again and the difference sent.
 *
 * <p><b>Faults.</b> An exception costs this view and no other: it is logged with the view and the event, hooks of
 * {@link #onClose} run, and the browser joins again with a new object.
 */
public abstract class LiveView {
    private @Nullable ViewHost host;

    /**
     * Called first, once per object: take what is needed from the address and the session, subscribe if
     * {@link #connected()}. May {@link #redirect} or {@link #navigate} away instead.
     *
     * @param params the parameters of the path and of the query; the path's win
     * @throws StatusException to answer with an error page
     */
    protected void mount(Params params) throws Exception {}

    /**
     * Called after {@link #mount} and again whenever the address changes without leaving the view ({@link #patch}, a patch
     * link, the browser's back button).
     *
     * @param params the parameters of the path and of the query
     * @param uri path and query as they stand in the address bar
     */
    protected void handleParams(Params params, String uri) throws Exception {}

    /** The page for the present state. Called often: compute nothing costly here. */
    protected abstract Rendered render();

    /** The text of the page's {@code <title>} for the present state; null leaves it alone. */
    protected @Nullable String title() {
        return null;
    }

    /** Whether this object serves an open page over a WebSocket; false while it answers an HTTP request. */
    protected final boolean connected() {
        return host().connected();
    }

    /** The visitor's signed session as it was when the page was loaded. */
    protected final Session session() {
        return new Session(host().session());
    }

    /** What the visitor's browser asks for, the best first; empty where it does not say. */
    protected final List<LanguageRange> languages() {
        return Languages.read(host().visitor().languages());
    }

    /** The value of a plain form's hidden field {@code _csrf_token}; stays the same for the life of this object. */
    protected final String csrfToken() {
        return host().csrfToken();
    }

    /** Shows a message once: on this page, or on the next one if this method also redirects or navigates. */
    protected final void flash(String kind, String message) {
        host().putFlash(kind, message);
    }

    /** The message of this kind that the page shows now, or null. */
    protected final @Nullable String flash(String kind) {
        return host().flash().get(kind);
    }

    /** Removes all messages. */
    protected final void clearFlash() {
        host().clearFlash();
    }

    /**
     * Leaves for another address with a full page load.
     *
     * @param to a path on this site, or an http or https URL
     * @throws IllegalArgumentException for any other destination
     */
    protected final void redirect(String to) {
        host().redirect(to);
    }

    /**
     * Leaves for another live view over the same WebSocket, without a page load.
     *
     * @param path a path on this site; each {@code {placeholder}} is replaced, in order, by an argument, percent-encoded
     * @throws IllegalArgumentException if it is not such a path or the arguments do not match its placeholders
     */
    protected final void navigate(String path, Object... arguments) {
        host().navigate(Paths.fill(path, arguments), false);
    }

    /** As {@link #navigate}, but the present address leaves no entry in the browser's history. */
    protected final void navigateReplacing(String path, Object... arguments) {
        host().navigate(Paths.fill(path, arguments), true);
    }

    /**
     * Changes the address while staying in this view; {@link #handleParams} is called with the new one.
     *
     * @param path as in {@link #navigate}; it must lead to this same view
     */
    protected final void patch(String path, Object... arguments) {
        host().patch(Paths.fill(path, arguments), false);
    }

    /** As {@link #patch}, but the present address leaves no entry in the browser's history. */
    protected final void patchReplacing(String path, Object... arguments) {
        host().patch(Paths.fill(path, arguments), true);
    }

    /**
     * Sends an event to the page, after this method and with its changes: to hooks' {@code handleEvent(name)} and to
     * {@code window} as {@code phx:name}.
     *
     * @param payload a record, map or other value that Jackson writes as a JSON object
     */
    protected final void pushEvent(String name, Object payload) {
        host().pushEvent(name, Json.tree(payload));
    }

    /**
     * Runs something when this view ends, however it ends: page closed, connection lost, navigated away, fault, shutdown.
     * Hooks run on the view's thread, last registered first; a fault in one does not keep the others from running.
     */
    protected final void onClose(Runnable hook) {
        host().onClose(hook);
    }

    /**
     * Wraps a reaction for others to call: from any thread, it hands the value to this view, which runs the reaction on its
     * own thread and renders again. Values that arrive after the view has ended are dropped.
     *
     * @throws IllegalStateException if not {@link #connected()}
     */
    protected final <T> Consumer<T> tell(Consumer<T> reaction) {
        var mailbox = host().mailbox();
        return value -> mailbox.post(() -> reaction.accept(value));
    }

    /**
     * An actor reference that delivers messages of one type to this view, as {@link #tell} does. A later call for the same
     * type replaces the earlier reaction.
     *
     * @throws IllegalStateException if not {@link #connected()}
     */
    protected final <M> ActorRef<M> receive(Class<M> type, Consumer<M> reaction) {
        return host().mailbox().receive(type, reaction);
    }

    /**
     * This view's actor, to be watched: it ends when the view does.
     *
     * @throws IllegalStateException if not {@link #connected()}
     */
    protected final ActorRef<?> self() {
        return host().mailbox().self();
    }

    final void attach(ViewHost viewHost) {
        this.host = viewHost;
    }

    private ViewHost host() {
        if (host == null) {
            throw new IllegalStateException(
                    getClass().getSimpleName() + " is not mounted yet: do this in mount(), not in the constructor");
        }
        return host;
    }
}
