package dev.roomjar.media.sfu;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is scheduled, by the time at which they want to be looked at: a binary heap whose entries know their place. Nothing is allocated
 * but when it grows.
 */
final class Deadlines {
    private @Nullable Scheduled[] heap = new @Nullable Scheduled[64];
    private int size;

    /** Sets, moves or, with {@link Long#MAX_VALUE}, removes an entry's deadline. */
    void schedule(Scheduled endpoint, long deadline) {
        if (endpoint.heapIndex < 0) {
            if (deadline == Long.MAX_VALUE) {
                return;
            }
            insert(endpoint, deadline);
        } else if (deadline == Long.MAX_VALUE) {
            remove(endpoint);
        } else {
            endpoint.deadline = deadline;
            settle(endpoint);
        }
    }

    int size() {
        return size;
    }

    /** The next deadline, {@link Long#MAX_VALUE} for none. */
    long next() {
        return size == 0 ? Long.MAX_VALUE : at(0).deadline;
    }

    /** Takes out an entry whose deadline has come; null when there is none. */
    @Nullable
    Scheduled pollDue(long nowNanos) {
        if (size == 0 || at(0).deadline - nowNanos > 0) {
            return null;
        }
        Scheduled due = at(0);
        remove(due);
        return due;
    }

    private void insert(Scheduled endpoint, long deadline) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        endpoint.deadline = deadline;
        place(endpoint, size++);
        settle(endpoint);
    }

    private void remove(Scheduled endpoint) {
        int hole = endpoint.heapIndex;
        Scheduled last = at(--size);
        heap[size] = null;
        endpoint.heapIndex = -1;
        if (last != endpoint) {
            place(last, hole);
            settle(last);
        }
    }

    private void settle(Scheduled endpoint) {
        int i = endpoint.heapIndex;
        while (i > 0 && at((i - 1) / 2).deadline > endpoint.deadline) {
            place(at((i - 1) / 2), i);
            i = (i - 1) / 2;
        }
        for (int child = smallerChild(i); child < size && at(child).deadline < endpoint.deadline; ) {
            place(at(child), i);
            i = child;
            child = smallerChild(i);
        }
        place(endpoint, i);
    }

    private int smallerChild(int i) {
        int left = 2 * i + 1;
        return left + 1 < size && at(left + 1).deadline < at(left).deadline ? left + 1 : left;
    }

    private void place(Scheduled endpoint, int i) {
        heap[i] = endpoint;
        endpoint.heapIndex = i;
    }

    private Scheduled at(int i) {
        return Objects.requireNonNull(heap[i]);
    }
}
