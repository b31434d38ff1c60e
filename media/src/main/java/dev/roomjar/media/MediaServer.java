package dev.roomjar.media;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A WebRTC selective forwarding unit: publishers send audio and video in, receivers get the streams they subscribe to.
 *
 * <p>Thread rule: every method here and on the objects it hands out may be called from any thread. Results complete, and
 * listeners are called, on a media loop's thread: return promptly and never block there.
 */
public interface MediaServer extends AutoCloseable {

    /** Opens an empty session: a group of publications and receivers that see each other. */
    default MediaSession openSession() {
        return openSession(SessionListener.NONE);
    }

    /** Opens an empty session, in which as many voices are heard at once as the server was set up for. */
    default MediaSession openSession(SessionListener listener) {
        return openSession(listener, MediaSession.AUDIBLE_AT_ONCE);
    }

    /**
     * Opens an empty session.
     *
     * @param audibleAtOnce of how many publications audio is forwarded at most, those who speak or spoke last; at least 1. With
     *     fewer publications in the session all are heard.
     */
    MediaSession openSession(SessionListener listener, int audibleAtOnce);

    /** Whether newcomers should be let into a new session now. */
    Admission admission();

    /** The addresses that answers and offers tell peers to send to, one or more per loop. */
    List<InetSocketAddress> advertisedAddresses();

    /**
     * Lets no newcomers in any more: every session says {@link Admission#DRAINING}; calls go on, and whoever is in a session may
     * reconnect.
     *
     * @return completes when the last peer connection has closed
     */
    CompletionStage<Void> drain();

    /** The same with protocol and origin, best first; a STUN server's answer adds to it. */
    List<AdvertisedAddress> advertised();

    /** The current value of a counter. */
    long count(MediaCounter counter);

    /** Which part of its time each loop works, of about the last quarter of a second: 0 to 1. */
    List<Double> loads();

    /** Ends all sessions and frees sockets and threads; returns when that is done. Closing twice is harmless. */
    @Override
    void close();
}
