package dev.roomjar.media;

import java.util.concurrent.CompletionStage;

/** What one peer sends into a session: at most one audio and one video stream. Thread rule as for {@link MediaServer}. */
public interface Publication extends AutoCloseable {

    /** A name unique in this server. */
    String id();

    /** The answer to the latest offer. */
    String answer();

    /** Takes a new offer of the same peer connection (an ICE restart, another direction) and gives its answer. */
    CompletionStage<String> renegotiate(String offer);

    /** Ends the publication and every subscription to it. */
    @Override
    void close();
}
