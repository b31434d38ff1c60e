package dev.roomjar.media.peer;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way onto a loop for what comes too often to be a task: a ring of fixed size without locks, for any number of writers and one
 * reader. Its slots are objects that are written again and again, each made when it is first used; nothing else is allocated. Each
 * carries the turn at which it may be written or read next, so that writer and reader never touch the same one.
 *
 * <p>A writer calls {@link #claim}, fills the {@link #slot} and calls {@link #publish}, which must follow. What a writer publishes
 * comes out in its order. Whoever waits for it must be woken otherwise.
 */
public final class Ring<S> {
    /** In place of a turn: there is no room. */
    public static final long FULL = -1;

    private final @Nullable S[] slots;
    private final Supplier<S> maker;
    private final AtomicLongArray turns;
    private final AtomicLong tail = new AtomicLong();
    private long head;

    /** @param empty as many places as the ring has, all null */
    public Ring(@Nullable S[] empty, Supplier<S> maker) {
        this.slots = empty.clone();
        this.maker = maker;
        this.turns = new AtomicLongArray(empty.length);
        for (int i = 0; i < empty.length; i++) {
            turns.set(i, i);
        }
    }

    /** Takes the right to write the next slot; from any thread. {@link #FULL} where the reader is behind by all of them. */
    public long claim() {
        while (true) {
            long turn = tail.get();
            long seen = turns.get(index(turn));
            if (seen < turn) {
                return FULL;
            }
            if (seen == turn && tail.compareAndSet(turn, turn + 1)) {
                return turn;
            }
        }
    }

    /** The slot that was claimed. */
    public S slot(long turn) {
        int index = index(turn);
        S slot = slots[index];
        if (slot == null) {
            slot = maker.get();
            slots[index] = slot;
        }
        return slot;
    }

    /** Hands the slot that was claimed to the reader. */
    public void publish(long turn) {
        turns.set(index(turn), turn + 1);
    }

    /** What is to be read next, null for nothing; on the one reading thread. */
    public @Nullable S peek() {
        return turns.get(index(head)) == head + 1 ? Objects.requireNonNull(slots[index(head)]) : null;
    }

    /** Gives what {@link #peek} gave back to the writers. */
    public void release() {
        turns.set(index(head), head + slots.length);
        head++;
    }

    private int index(long turn) {
        return (int) (turn % slots.length);
    }
}
