package dev.roomjar.media.sdp;

/**
 * The answering side of a publisher's peer connection: takes its offers (JSEP, RFC 8829 §5.3) and answers with what this
 * server receives. One object per peer connection; not thread safe.
 */
public final class PublisherNegotiation {

    /** @param sessionId a random number for the {@code o=} line, 0 to 2^62 (RFC 8829 §5.2.1) */
    public PublisherNegotiation(long sessionId) {}

    /**
     * Answers an offer, the first or a later one.
     *
     * @throws dev.roomjar.media.MediaException where the offer cannot be used; the message says what is missing. State is then
     *     as before.
     */
    public PublisherAnswer answer(String offer, LocalTransport local) {
        return pending();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> T pending() {
        throw new UnsupportedOperationException("not yet: " + getClass());
    }
}
