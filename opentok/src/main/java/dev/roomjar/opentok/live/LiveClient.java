package dev.roomjar.opentok.live;

import dev.roomjar.opentok.session.Request;

/** A client's end of its session. May be called from any thread; calls of one thread keep their order. */
public interface LiveClient {

    void ask(Request request);

    /**
     * The way to the client is gone; the last call.
     *
     * @param left whether it meant to leave; else its place is kept for a while
     */
    void lost(boolean left);
}
