package dev.roomjar.media.sfu;

import dev.roomjar.media.forward.PublishedPacket;
import dev.roomjar.media.forward.PublishedTrack;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one published track that came in one turn. They are forwarded together, one receiver after the other: what there
 * is to know of a receiver is then read once for all of them, and they lie side by side in the outbox, ready to be sent as one.
 */
final class Burst {
    /** More than most frames have; a burst that is full is forwarded at once. */
    static final int MAX_PACKETS = 64;

    final Readers readers = new Readers();

    /** Behind those of this burst are objects of earlier ones, to be used again. */
    private final @Nullable PublishedPacket[] packets = new @Nullable PublishedPacket[MAX_PACKETS];

    private int count;

    /** Takes the packet that the track has now. */
    void add(PublishedTrack track) {
        packets[count] = track.takePacket(packets[count]);
        count++;
    }

    boolean isFull() {
        return count == MAX_PACKETS;
    }

    /** Whether the frame that it ends with has not ended, as far as its packets tell. */
    boolean isOpen() {
        PublishedPacket last = count == 0 ? null : packets[count - 1];
        return last != null && last.track().isVideo() && !last.isMarked();
    }

    /** Forwards everything to every receiver and is empty then. */
    void forward(long nowNanos) {
        if (count == 0) {
            return;
        }
        PublishedPacket.align(packets, count);
        for (Reader reader : readers.array()) {
            reader.receiver().forward(reader.track(), packets, count, nowNanos);
        }
        count = 0;
    }
}
