package dev.roomjar.liveview.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.render.Rendered;
import org.jspecify.annotations.Nullable;

/**
 * One live view as the channel sees it, called by one thread at a time. Whatever it throws ends it; a {@link Refusal} shows an
 * error page.
 */
public interface View {
    /** A name for logs. */
    String name();

    /** Begins; the host is the view's until it ends. */
    void mount(ViewHost host, Location location) throws Exception;

    /** The address is new. */
    void handleParams(Location location) throws Exception;

    /** The tree for the present state. */
    Rendered render();

    /** The title for the present state, or null. */
    @Nullable
    String title();

    /**
     * Something happened on the page.
     *
     * @return the reply, a JSON object, or null
     * @throws UnfitEventException if the view has no such event or the value does not fit it
     */
    @Nullable
    JsonNode event(String event, ObjectNode value) throws Exception;

    /** Implemented by exceptions that mean: there is no such page for this visitor. */
    interface Refusal {
        /** An HTTP status from 400 to 499. */
        int status();
    }

    /** The page sent what the view does not understand: the page's fault, so no stack trace goes to the log. */
    final class UnfitEventException extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** Says what did not fit. */
        public UnfitEventException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
