package dev.roomjar.app.server;

import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.media.MediaServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time between being told to stop and stopping: nobody new is let in, everybody is told, and calls may end by themselves.
 * Thread rule: any thread.
 */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final MediaServer media;
    private final RoomMaster rooms;
    private volatile boolean begun;

    Drain(MediaServer media, RoomMaster rooms) {
        this.media = media;
        this.rooms = rooms;
    }

    /** Whether nobody new is let in. */
    boolean hasBegun() {
        return begun;
    }

    /** Returns when the last call has ended, or the time is over. */
    void run(Duration atMost) {
        begun = true;
        CompletableFuture<Void> ended = media.drain().toCompletableFuture();
        LOG.info("Told to stop: nobody new is let in, calls may go on for {} s at most", atMost.toSeconds());
        rooms.announceStop(atMost);
        ended.completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
