package dev.roomjar.media.turn;

import dev.roomjar.media.ice.TransportAddress;

/** What is to be done about a message from a client or a datagram from a peer. */
public sealed interface TurnResult {

    /** Send this to the client; over a stream it is a whole frame, padding included. */
    @SuppressWarnings("ArrayRecordComponent") // handed straight to the socket, never compared
    record ToClient(FiveTuple client, byte[] bytes) implements TurnResult {}

    /** Send a part of the message that was handed in to the peer. */
    @SuppressWarnings("ArrayRecordComponent") // likewise
    record ToPeer(RelaySocket socket, TransportAddress peer, byte[] buffer, int offset, int length)
            implements TurnResult {}

    /** Nothing. */
    record Discard(Reason reason) implements TurnResult {}

    /** Why nothing is done. */
    enum Reason {
        /** Neither STUN nor ChannelData, or broken inside. */
        MALFORMED,
        /** A message that clients do not send, or of a method that is not known. */
        UNEXPECTED,
        /** From somebody unknown who was answered too often. */
        RATE_LIMITED,
        /** Without an allocation, a channel or a permission for it, or to where nobody may relay. */
        NOT_PERMITTED,
        /** More bytes than an allocation may relay. */
        OVER_BANDWIDTH
    }
}
