package dev.roomjar.media;

/** The state of one peer connection as this server sees it. */
public enum PeerState {
    /** Waiting for connectivity checks and the DTLS handshake. */
    CONNECTING,
    /** Keys are agreed and the peer answers or sends. */
    CONNECTED,
    /** Nothing heard for a while (RFC 7675 consent); may come back by itself or by an ICE restart. */
    DISCONNECTED,
    /** The handshake failed or consent expired for good. */
    FAILED,
    /** Ended by either side. */
    CLOSED
}
