package dev.roomjar.liveview;

import dev.roomjar.liveview.render.Rendered;
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
public abstract non-sealed class LiveView extends LivePart {
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
}
