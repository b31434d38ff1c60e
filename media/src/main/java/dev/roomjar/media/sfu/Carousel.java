package dev.roomjar.media.sfu;

import dev.roomjar.media.forward.PublishedTrack;
import java.util.Arrays;

/**
 * Takes a publication's packets round its readers. It goes round in a circle, for as long as there is something to give: what
 * comes while it is on its way sets out with the reader whose turn it is, and has reached everybody when that reader's turn comes again.
 *
 * <p>So a reader is given everything at once that is there for it: what there is to know of it is looked up once, and its packets
 * lie side by side in the outbox, ready to be sent as one; sound that comes while a frame is on its way goes with it. And the
 * loop can look at its socket in between: a publication with a thousand readers holds up nobody. Thread rule: one loop.
 */
final class Carousel {
    private final TrackQueue audio = new TrackQueue();
    private final TrackQueue video = new TrackQueue();

    /** Never changed but as a whole, since readers may go while one is served. */
    private Reader[] readers = {};

    /** Whose turn it is. */
    private int next;

    void add(Reader reader) {
        int after = readers.length - next;
        audio.readersChanged(after, 1);
        video.readersChanged(after, 1);
        readers = Arrays.copyOf(readers, readers.length + 1);
        readers[readers.length - 1] = reader;
    }

    void remove(Reader reader) {
        int index = Arrays.asList(readers).indexOf(reader);
        if (index < 0) {
            return;
        }
        int after = Math.floorMod(index - next, readers.length);
        audio.readersChanged(after, -1);
        video.readersChanged(after, -1);
        Reader[] others = new Reader[readers.length - 1];
        System.arraycopy(readers, 0, others, 0, index);
        System.arraycopy(readers, index + 1, others, index, others.length - index);
        readers = others;
        next = others.length == 0 ? 0 : (index < next ? next - 1 : next) % others.length;
        release();
    }

    /** Takes the packet that a track has now; it sets out with the next {@link #setOut}. */
    void take(PublishedTrack track, long nowNanos) {
        TrackQueue queue = track.isVideo() ? video : audio;
        if (queue.isFull()) {
            setOut();
            while (queue.isFull()) {
                serve(nowNanos);
            }
        }
        queue.add(track);
    }

    /** Whether a frame has begun to come whose end may follow any moment. */
    boolean isWithinFrame() {
        return video.isWithinFrame();
    }

    /** What came sets out. */
    void setOut() {
        audio.setOut(readers.length);
        video.setOut(readers.length);
        release();
    }

    /** How many packets the next reader is given. */
    int onRound() {
        return audio.onRound() + video.onRound();
    }

    /** Whether there is nothing to give. */
    boolean isEmpty() {
        return audio.isEmpty() && video.isEmpty();
    }

    /** Gives the next reader everything that has set out; only where something has. */
    void serve(long nowNanos) {
        Reader reader = readers[next];
        next = next + 1 == readers.length ? 0 : next + 1;
        audio.give();
        video.give();
        try {
            reader.forward(video, audio, nowNanos);
        } catch (RuntimeException | AssertionError e) {
            reader.faulted(e, nowNanos);
        }
        release();
    }

    private void release() {
        audio.release();
        video.release();
    }
}
