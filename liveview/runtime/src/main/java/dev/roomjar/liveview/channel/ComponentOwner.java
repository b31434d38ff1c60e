package dev.roomjar.liveview.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** What belongs to one component: its number, its hooks and how it is reached. */
public final class ComponentOwner implements Owner {
    private int number;
    private final ViewHost host;
    private final Runnable onChange;
    private final Deque<Runnable> closeHooks = new ArrayDeque<>(0);
    private final List<Runnable> inboxes = new ArrayList<>(0);
    private boolean ended;

    ComponentOwner(int number, ViewHost host, Runnable onChange) {
        this.number = number;
        this.host = host;
        this.onChange = onChange;
    }

    /** The number by which the page addresses the component. */
    public int number() {
        return number;
    }

    void renumber(int newNumber) {
        number = newNumber;
    }

    @Override
    public void changed() {
        host.refuseWhileRendering("a callback");
        onChange.run();
    }

    @Override
    public void onClose(Runnable hook) {
        closeHooks.push(hook);
    }

    @Override
    public <T> Consumer<T> tell(Consumer<T> reaction) {
        var mailbox = host.mailbox();
        return value -> mailbox.post(() -> react(reaction, value));
    }

    @Override
    public <M> ActorRef<M> receive(Class<M> type, Consumer<M> reaction) {
        var inbox = host.mailbox().open(type, message -> react(reaction, message));
        inboxes.add(inbox.close());
        return inbox.reference();
    }

    private <T> void react(Consumer<T> reaction, T value) {
        if (!ended) {
            changed();
            reaction.accept(value);
        }
    }

    /** The page no longer shows the component. */
    void close() {
        inboxes.forEach(Runnable::run);
        closeWithView();
    }

    /** The view ends, and with it whatever delivers messages. */
    void closeWithView() {
        ended = true;
        ViewHost.runAll(closeHooks);
    }
}
