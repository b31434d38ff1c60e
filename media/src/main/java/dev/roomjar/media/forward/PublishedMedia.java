package dev.roomjar.media.forward;

import dev.roomjar.media.sdp.PublisherAnswer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one publisher sends: takes its decrypted packets, repairs losses, asks for keyframes and reports what
 * arrived. See the package for how it is driven. Not thread safe.
 */
public final class PublishedMedia {

    /**
     * @param negotiated the outcome of the publisher's first offer
     * @param reporterSsrc a random SSRC under which this server sends RTCP to the publisher
     */
    public PublishedMedia(PublisherAnswer negotiated, int reporterSsrc) {}

    /** Takes the outcome of a later offer. Tracks that stay keep their receivers; one that is no longer sent falls silent. */
    public void negotiated(PublisherAnswer negotiated) {}

    public Optional<PublishedTrack> audio() {
        return Optional.empty();
    }

    public Optional<PublishedTrack> video() {
        return Optional.empty();
    }

    /**
     * Takes one decrypted RTP packet. Its bytes are copied; the buffer may be reused at once.
     *
     * @return the track that has a packet to forward now, to be given to each {@link ForwardedTrack#forward}; null where there is
     *     nothing to forward (duplicate, malformed, of no known track)
     */
    public @Nullable PublishedTrack receive(byte[] packet, int offset, int length, long nowNanos) {
        return null;
    }

    /** Takes one decrypted RTCP packet, compound or of reduced size. */
    public void receiveRtcp(byte[] packet, int offset, int length, long nowNanos) {}

    /**
     * Writes the next RTCP packet that is due towards the publisher. Call until it returns 0.
     *
     * @param limit room at {@code offset}, at least {@link ForwardedTrack#MAX_PACKET}
     * @return its length, 0 where nothing is due
     */
    public int pollRtcp(byte[] target, int offset, int limit, long nowNanos) {
        return 0;
    }

    /** When {@link #pollRtcp} has something next, on the clock of {@code nowNanos}; {@link Long#MAX_VALUE} for not at all. */
    public long nextDeadline() {
        return Long.MAX_VALUE;
    }
}
