package dev.roomjar.media.net;

import dev.roomjar.media.peer.Mailbox;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A loop's mailbox: posting wakes the loop, once for all tasks posted before it looks. */
final class LoopMailbox implements Mailbox {
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable wakeUp;

    LoopMailbox(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    @Override
    public void post(Task task) {
        tasks.add(task);
        wake();
    }

    /** Ends the loop's wait, or the next one. From any thread. */
    @Override
    public void wake() {
        if (!woken.get() && woken.compareAndSet(false, true)) {
            wakeUp.run();
        }
    }

    /** Called by the loop before it takes tasks: what is posted from here on wakes it again. */
    void opened() {
        woken.set(false);
    }

    /** The next task, null for none. */
    @Nullable
    Task poll() {
        return tasks.poll();
    }
}
