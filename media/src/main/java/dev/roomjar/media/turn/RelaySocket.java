package dev.roomjar.media.turn;

import dev.roomjar.media.ice.TransportAddress;

/** The socket of one allocation, towards the media server. What it receives comes back by {@link TurnServer#relayed}. */
public interface RelaySocket {

    /** The relayed transport address. */
    TransportAddress address();

    /**
     * Sends a datagram, or drops it where that is not possible now.
     *
     * @param peer one that {@link RelaySockets#reaches}
     */
    void send(TransportAddress peer, byte[] buffer, int offset, int length);

    void close();
}
