package dev.roomjar.media.sdp;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The offering side of a receiver's peer connection: one bundle, one send-only section per track. Sections of ended tracks go
 * inactive and are taken again for the next track of the same kind, so that there are never more than were needed at once.
 * One object per peer connection; not thread safe.
 */
public final class ReceiverNegotiation {

    /** @param random for SSRCs, message stream names and the session id */
    public ReceiverNegotiation(RandomGenerator random) {}

    /**
     * Adds a track; the next offer carries it.
     *
     * @param source what its publisher agreed to send
     * @param cname the same for all tracks of one publisher, so that they are played in time with each other (RFC 3550 §6.5.1)
     * @param stream the name of the MediaStream that the track belongs to (RFC 8830)
     */
    public OutgoingMedia add(NegotiatedMedia source, String cname, String stream) {
        return pending();
    }

    /** Ends the track of a section; the next offer shows it inactive. An unknown mid is ignored. */
    public void remove(String mid) {}

    /** Whether tracks were added or removed since the last offer. */
    public boolean needsOffer() {
        return false;
    }

    /** Whether an offer is out that has no answer yet; no other may be made meanwhile. */
    public boolean awaitsAnswer() {
        return false;
    }

    /**
     * Makes the next offer.
     *
     * @throws IllegalStateException while another awaits its answer
     */
    public ReceiverOffer offer(LocalTransport local) {
        return pending();
    }

    /**
     * Takes the answer to the outstanding offer.
     *
     * @return empty where {@code revision} is not that of the outstanding offer
     * @throws dev.roomjar.media.MediaException where the answer cannot be used; the offer then still awaits its answer
     */
    public Optional<ReceiverAnswer> answer(int revision, String sdp) {
        return pending();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> T pending() {
        throw new UnsupportedOperationException("not yet: " + getClass());
    }
}
