package dev.roomjar.media;

import java.util.concurrent.CompletionStage;

/**
 * One receiving peer connection. This server offers, the peer answers; one offer is outstanding at a time and changes made
 * meanwhile are gathered into the next. Thread rule as for {@link MediaServer}.
 */
public interface Receiver extends AutoCloseable {

    /** Adds a publication of the same session; an offer that carries it follows through the listener. */
    CompletionStage<Subscription> subscribe(Publication publication);

    /**
     * Takes the peer's answer.
     *
     * @param revision the revision of the offer it answers; an answer to any other offer is ignored
     * @return fails with {@link MediaException} where the answer cannot be used
     */
    CompletionStage<Void> answer(int revision, String sdp);

    /** Offers again with new ICE credentials, for a peer that changed networks. */
    void restartIce();

    /** Ends the receiver and its subscriptions. */
    @Override
    void close();
}
