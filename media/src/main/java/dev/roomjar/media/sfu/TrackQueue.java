package dev.roomjar.media.sfu;

import dev.roomjar.media.forward.PublishedPacket;
import dev.roomjar.media.forward.PublishedTrack;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one published track that some of its readers have yet to be given, in the order of their coming. What came in
 * this turn waits until the turn ends and it sets out on its round of the readers, a whole frame at once. Allocates nothing but
 * the objects that it keeps for packets to come. Thread rule: one loop.
 */
final class TrackQueue {
    /** More than most frames have. */
    static final int CAPACITY = 64;

    /** Behind those that are here are objects of earlier ones, to be used again. */
    private final @Nullable PublishedPacket[] packets = new @Nullable PublishedPacket[CAPACITY];

    private final @Nullable PublishedPacket[] done = new @Nullable PublishedPacket[CAPACITY];

    /** How many readers each that has set out is still to be given to; never less than the one before it. */
    private final int[] left = new int[CAPACITY];

    private int onRound;
    private int count;

    /** Takes the packet that the track has now; only while not {@link #isFull}. */
    void add(PublishedTrack track) {
        packets[count] = track.takePacket(packets[count]);
        count++;
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether the frame that what came in this turn ends with has not ended, as far as its packets tell. */
    boolean isWithinFrame() {
        return count > onRound
                && packet(count - 1).track().isVideo()
                && !packet(count - 1).isMarked();
    }

    /** What waits sets out to be given to so many readers. */
    void setOut(int readers) {
        if (count > onRound) {
            PublishedPacket.align(packets, onRound, count);
            Arrays.fill(left, onRound, count, readers);
            onRound = count;
        }
    }

    /** How many packets are on their round; each of them is for the next reader. */
    int onRound() {
        return onRound;
    }

    /** One of those on their round. */
    PublishedPacket packet(int index) {
        return Objects.requireNonNull(packets[index]);
    }

    /** The next reader is given what is on its round; it stays until {@link #release}. */
    void give() {
        for (int i = 0; i < onRound; i++) {
            left[i]--;
        }
    }

    /** Forgets those that have been given to all. */
    void release() {
        int released = 0;
        while (released < onRound && left[released] <= 0) {
            released++;
        }
        if (released > 0) {
            System.arraycopy(packets, 0, done, 0, released);
            System.arraycopy(packets, released, packets, 0, CAPACITY - released);
            System.arraycopy(done, 0, packets, CAPACITY - released, released);
            System.arraycopy(left, released, left, 0, onRound - released);
            onRound -= released;
            count -= released;
        }
    }

    /**
     * The number of readers changed.
     *
     * @param after how many readers, counted from the next, are before the one that came or went
     * @param by 1 where it came, −1 where it went
     */
    void readersChanged(int after, int by) {
        for (int i = 0; i < onRound; i++) {
            if (left[i] > after) {
                left[i] += by;
            }
        }
    }
}
