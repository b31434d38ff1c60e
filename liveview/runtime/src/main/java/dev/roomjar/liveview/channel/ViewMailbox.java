package dev.roomjar.liveview.channel;

import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** How the world reaches a connected view. */
public interface ViewMailbox {
    /** Runs a task on the view's thread and renders again; dropped if the view has ended. Callable from any thread. */
    void post(Runnable task);

    /**
     * A reference that delivers messages of one type to the view, in place of an earlier one for that type. To be called on the
     * view's thread.
     */
    <M> ActorRef<M> receive(Class<M> type, Consumer<M> reaction);

    /** A reference of its own, beside others of that type. To be opened and closed on the view's thread. */
    <M> Inbox<M> open(Class<M> type, Consumer<M> reaction);

    /** What {@link #open} opened. */
    record Inbox<M>(ActorRef<M> reference, Runnable close) {}

    /** The view's actor, to be watched. */
    ActorRef<?> self();
}
