package dev.roomjar.liveview.channel;

import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** What belongs to one part of a page alone: to the view, or to one of its components. Used by the view's thread. */
public interface Owner {
    /** It must be rendered again. */
    void changed();

    /** Runs a hook when the part ends. */
    void onClose(Runnable hook);

    /**
     * Wraps a reaction for any thread to call: it runs on the view's thread, after which this part is rendered again; dropped
     * if the part has ended.
     *
     * @throws IllegalStateException while the view only answers an HTTP request
     */
    <T> Consumer<T> tell(Consumer<T> reaction);

    /**
     * A reference that delivers messages of one type, as {@link #tell} does.
     *
     * @throws IllegalStateException while the view only answers an HTTP request
     */
    <M> ActorRef<M> receive(Class<M> type, Consumer<M> reaction);
}
