package dev.roomjar.media;

import java.util.concurrent.CompletionStage;

/** Publications and their receivers. Thread rule as for {@link MediaServer}. */
public interface MediaSession extends AutoCloseable {
    /** Of how many publications audio is forwarded where nothing else is said: nobody follows more voices. */
    int AUDIBLE_AT_ONCE = 10;

    /**
     * Takes a peer's offer to send at most one audio and one video stream.
     *
     * @param offer the session description that the peer's {@code createOffer} made (JSEP, RFC 8829)
     * @return the publication with its answer; fails with {@link MediaException} where the offer cannot be used
     */
    CompletionStage<Publication> publish(String offer, PublicationListener listener);

    /** Opens a receiving end: one peer connection that carries any number of subscriptions, offered by this server. */
    CompletionStage<Receiver> receive(ReceiverListener listener);

    /** What the session carries, counted now; costs nothing where nobody asks. */
    CompletionStage<MediaStatistics> statistics();

    /** Whether newcomers should be let into this session now. */
    Admission admission();

    /**
     * Takes a peer's offer to receive: the peer decides how many audio and video sections there are.
     *
     * @param offer the session description that the peer's {@code createOffer} made, with receive-only sections
     * @param places how many places are wanted, at least 1; the player gets no more than its offer has sections for, and the
     *     sections beyond them are answered inactive
     * @return the player with its answer; fails with {@link MediaException} where the offer cannot be used
     */
    CompletionStage<Player> play(String offer, int places, PlayerListener listener);

    /** Ends every publication, receiver and player of the session. */
    @Override
    void close();
}
