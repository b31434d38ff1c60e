package dev.roomjar.app.rooms;

import dev.roomjar.media.Admission;
import java.util.List;
import java.util.function.Consumer;

/**
 * The video platform as rooms use it. A connection is marked with the seat it was made for, which is public.
 *
 * <p>Thread rule: called from the threads of rooms, many at once; must not block.
 */
public interface Video {

    /** The key that goes with tokens. */
    String apiKey();

    /** Opens a session and returns its id. */
    String createSession();

    /** Whether the session, which may be still empty, can serve one more person. */
    Admission admission(String sessionId);

    /** A token with which one person may publish and subscribe in a session. */
    String token(String sessionId, String seat);

    /** Whether the stream is in the session and is published by the connection made for the seat. */
    boolean owns(String sessionId, String seat, String streamId);

    /** From now on tells who speaks, seats in the order of loudness of late, on every change; called from any thread. */
    void hear(String sessionId, Consumer<List<String>> speakers);

    /** Forwards, or does not forward, what a stream of camera and microphone carries: whatever the browser sends. */
    void gate(String sessionId, String streamId, boolean microphone, boolean camera);

    /** Ends a stream. */
    void unpublish(String sessionId, String streamId);

    /** Ends every connection made for the seat. */
    void disconnect(String sessionId, String seat);

    /** Ends the session and every connection in it. */
    void close(String sessionId);
}
