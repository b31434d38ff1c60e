package dev.roomjar.media.peer;

/** The way onto a loop from any thread: tasks run there one after the other, in the order in which one thread posted them. */
@FunctionalInterface
public interface Mailbox {

    void post(Task task);

    /** Has the loop look for what was handed to it otherwise. */
    default void wake() {
        post(now -> {});
    }

    /** What runs on the loop. */
    @FunctionalInterface
    interface Task {
        void run(long nowNanos);
    }
}
