package dev.roomjar.media.ice;

/** What an agent makes of one STUN message. */
public sealed interface IceResult {

    /**
     * Send these bytes.
     *
     * @param bytes a STUN response, not shared with the agent
     * @param to where the request came from
     * @param selectedChanged whether {@link IceLiteAgent#selected()} is another address than before
     */
    @SuppressWarnings("ArrayRecordComponent") // handed straight to the socket, never compared
    record Reply(byte[] bytes, TransportAddress to, boolean selectedChanged) implements IceResult {}

    /** Send nothing. */
    record Discard(Reason reason) implements IceResult {}

    /** Why a message gets no reply. */
    enum Reason {
        /** Not a STUN message, or one with a wrong FINGERPRINT. */
        MALFORMED,
        /** A response, an indication or another method: nothing that a lite agent answers. */
        NOT_A_CHECK,
        /** Not for this agent: USERNAME is missing or names another. */
        UNKNOWN_USER,
        /** MESSAGE-INTEGRITY is missing or wrong, and the last error reply was sent too shortly ago to send another. */
        NOT_AUTHENTIC
    }
}
