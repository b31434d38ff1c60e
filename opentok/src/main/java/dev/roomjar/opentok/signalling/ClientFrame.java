package dev.roomjar.opentok.signalling;

import dev.roomjar.opentok.live.ConnectRequest;
import dev.roomjar.opentok.session.Request;
import org.jspecify.annotations.Nullable;

/** What a text frame of a client turned out to be. */
sealed interface ClientFrame {

    record Connect(ConnectRequest request) implements ClientFrame {}

    record InSession(Request request) implements ClientFrame {}

    record Pong() implements ClientFrame {}

    /**
     * Not a frame of this wire.
     *
     * @param id the number of the request, if that much could be read
     * @param message what was wrong and what to send instead
     */
    record Malformed(@Nullable Long id, String message) implements ClientFrame {}
}
