package dev.roomjar.media.net;

import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes that wait for a slow stream: whole frames go in, as many as there are come out together. Bounded; what does not fit is
 * refused, as media that would come too late anyway. Thread rule: any number of threads put, one takes.
 */
final class SendQueue {
    private static final int FIRST_CAPACITY = 4_096;

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] waiting = new byte[FIRST_CAPACITY];
    private byte[] taken = new byte[FIRST_CAPACITY];
    private int length;
    private boolean closed;

    SendQueue(int limit) {
        this.limit = limit;
    }

    /** False where the frame does not fit; it is then not sent at all. */
    boolean put(byte[] frame) {
        lock.lock();
        try {
            if (closed || length + frame.length > limit) {
                return false;
            }
            if (length + frame.length > waiting.length) {
                waiting = Arrays.copyOf(waiting, Math.min(limit, 2 * (length + frame.length)));
            }
            System.arraycopy(frame, 0, waiting, length, frame.length);
            length += frame.length;
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for bytes.
     *
     * @return how many there are at the beginning of {@link #taken}; −1 once the queue is closed
     */
    int take() throws InterruptedException {
        lock.lock();
        try {
            while (length == 0 && !closed) {
                changed.await();
            }
            if (closed) {
                return -1;
            }
            byte[] emptied = taken;
            taken = waiting;
            waiting = emptied;
            int count = length;
            length = 0;
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** What {@link #take} took; the taker's until it takes again. */
    byte[] taken() {
        return taken;
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
