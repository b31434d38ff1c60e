package dev.roomjar.opentok.live;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A peer that watches streams of a session without being a connection of it: nobody is told of it. It made the offer, as a
 * player does, see {@link dev.roomjar.media.Player}. It ends with the session. Thread rule: any thread.
 */
public interface Egress extends AutoCloseable {

    /** The answer to its latest offer. */
    String answer();

    /** How many streams it can watch at once, in places numbered from 0. */
    int places();

    /** Shows a stream of the session in a place, or (null) nothing; fails where the stream has ended. */
    CompletionStage<Void> watch(int place, @Nullable String streamId);

    /** Takes a later offer of the same peer connection, an ICE restart for instance, and gives its answer. */
    CompletionStage<String> renegotiate(String offer);

    /** Ends the peer connection. */
    @Override
    void close();
}
