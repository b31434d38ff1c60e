package dev.roomjar.media;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A peer that offered to receive, as a WHEP player does (draft-ietf-wish-whep): the session description is settled once, by its
 * offer, and gives a number of places; what is watched in them may change at any time without another offer.
 *
 * <p>Place <i>n</i> is the <i>n</i>-th audio and the <i>n</i>-th video section of the offer, where there is one. Thread rule as
 * for {@link MediaServer}.
 */
public interface Player extends AutoCloseable {

    /** A name unique in this server. */
    String id();

    /** The answer to the latest offer. */
    String answer();

    /** How many places were agreed, numbered from 0. */
    int places();

    /**
     * Shows a publication of the same session in a place, or (null) nothing. What was there before ends; the receiver sees one
     * stream that goes on. Where the player can decode none of the publication's codecs it stays silent.
     *
     * @return fails with {@link MediaException} where there is no such place or the publication or the player is closed
     */
    CompletionStage<Void> watch(int place, @Nullable Publication publication);

    /**
     * Switches forwarding in a place on or off, until something else is shown there; both are on at first. Switching video on asks
     * the publisher for a keyframe. Where nothing is shown, nothing happens.
     */
    void switchTo(int place, boolean audio, boolean video);

    /**
     * Takes a new offer of the same peer connection with the same sections (an ICE restart, another direction) and gives its
     * answer.
     */
    CompletionStage<String> renegotiate(String offer);

    /** Ends the peer connection. */
    @Override
    void close();
}
