package dev.roomjar.liveview.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.render.Rendered;
import org.jspecify.annotations.Nullable;

/** One stateful component of a view as the channel sees it, called by its view's thread. Whatever it throws ends the view. */
public interface Component {
    /** A name for logs. */
    String name();

    /**
     * Begins.
     *
     * @param host the view's, for what belongs to the whole page
     * @param owner what belongs to this component alone
     */
    void mount(ViewHost host, ComponentOwner owner);

    /** The place where it stands has new assigns; called once before the first rendering, too. */
    void update(Object assigns);

    /** The tree for the present state: exactly one element. */
    Rendered render();

    /** As {@link View#event}. */
    @Nullable
    JsonNode event(String event, ObjectNode value) throws Exception;
}
