package dev.roomjar.liveview;

import dev.roomjar.liveview.channel.Component;
import dev.roomjar.liveview.channel.Owner;
import dev.roomjar.liveview.channel.ViewHost;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What views and their components can do. Used by the view's thread, except what {@link #tell} and {@link #receive} return. */
abstract sealed class LivePart permits LiveView, LiveComponent {
    private @Nullable ViewHost host;
    private @Nullable Owner owner;

    LivePart() {}

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

    /**
     * What the page's script gave its socket to say ({@code params} of the {@code LiveSocket}), on every connect and reconnect anew;
     * empty without a socket. Anybody can write anything there: believe it as you would a query string.
     */
    protected final Params connectParams() {
        return new Params(host().connectParams());
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
     * Changes the address while staying in this view; {@link LiveView#handleParams} is called with the new one.
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
     * Runs something when this object ends, however it ends: page closed, connection lost, navigated away, fault, shutdown; a
     * component also when the page no longer shows it.
     * Hooks run on the view's thread, last registered first; a fault in one does not keep the others from running.
     */
    protected final void onClose(Runnable hook) {
        owner().onClose(hook);
    }

    /**
     * Wraps a reaction for others to call: from any thread, it hands the value over to the view's thread, which runs the
     * reaction and renders this object again. Values that arrive after it has ended are dropped.
     *
     * @throws IllegalStateException if not {@link #connected()}
     */
    protected final <T> Consumer<T> tell(Consumer<T> reaction) {
        return owner().tell(reaction);
    }

    /**
     * An actor reference that delivers messages of one type, as {@link #tell} does. In a view, a later call for the same type
     * replaces the earlier reaction; in a component each call opens another reference.
     *
     * @throws IllegalStateException if not {@link #connected()}
     */
    protected final <M> ActorRef<M> receive(Class<M> type, Consumer<M> reaction) {
        return owner().receive(type, reaction);
    }

    /**
     * The view's actor, to be watched: it ends when the view does.
     *
     * @throws IllegalStateException if not {@link #connected()}
     */
    protected final ActorRef<?> self() {
        return host().mailbox().self();
    }

    /**
     * Wraps a reaction for components that this object places to call from their methods: it runs at once, and this object is
     * rendered again, too. Hand it to them in their assigns, and keep it in a field, so that the assigns stay equal.
     */
    protected final <T> Consumer<T> callback(Consumer<T> reaction) {
        return value -> {
            owner().changed();
            reaction.accept(value);
        };
    }

    /**
     * Does something with a component on this page, wherever it is placed, and renders that component again.
     *
     * @return false, and nothing is done, if the page has no such component
     */
    protected final <C extends LiveComponent<?>> boolean component(
            Class<C> type, String id, Consumer<? super C> change) {
        Component found = host().component(new LiveComponent.Key(type, id));
        if (!(found instanceof DrivenComponent driven)) {
            return false;
        }
        change.accept(type.cast(driven.target()));
        return true;
    }

    final void attach(ViewHost viewHost, Owner itself) {
        this.host = viewHost;
        this.owner = itself;
    }

    private ViewHost host() {
        if (host == null) {
            throw notMounted();
        }
        return host;
    }

    final Owner owner() {
        if (owner == null) {
            throw notMounted();
        }
        return owner;
    }

    private IllegalStateException notMounted() {
        return new IllegalStateException(
                getClass().getSimpleName() + " is not mounted yet: do this in mount(), not in the constructor");
    }
}
