package dev.roomjar.media;

import java.util.concurrent.CompletionStage;

/** Publications and their receivers. Thread rule as for {@link MediaServer}. */
public interface MediaSession extends AutoCloseable {

    /**
     * Takes a peer's offer to send at most one audio and one video stream.
     *
     * @param offer the session description that the peer's {@code createOffer} made (JSEP, RFC 8829)
     * @return the publication with its answer; fails with {@link MediaException} where the offer cannot be used
     */
    CompletionStage<Publication> publish(String offer, PublicationListener listener);

    /** Opens a receiving end: one peer connection that carries any number of subscriptions, offered by this server. */
    CompletionStage<Receiver> receive(ReceiverListener listener);

    /** Whether newcomers should be let into this session now. */
    Admission admission();

    /** Ends every publication and receiver of the session. */
    @Override
    void close();
}
