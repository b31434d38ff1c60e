package dev.roomjar.media;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A WebRTC selective forwarding unit: publishers send audio and video in, receivers get the streams they subscribe to.
 *
 * <p>Thread rule: every method here and on the objects it hands out may be called from any thread. Results complete, and
 * listeners are called, on a media loop's thread: return promptly and never block there.
 */
public interface MediaServer extends AutoCloseable {

    /** Opens an empty session: a group of publications and receivers that live on one media loop. */
    MediaSession openSession();

    /** The addresses that answers and offers tell peers to send to, one or more per loop. */
    List<InetSocketAddress> advertisedAddresses();

    /** The current value of a counter. */
    long count(MediaCounter counter);

    /** Ends all sessions and frees sockets and threads; returns when that is done. Closing twice is harmless. */
    @Override
    void close();
}
