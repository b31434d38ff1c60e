package dev.roomjar.media.peer;

import dev.roomjar.media.PeerState;

/** Takes what one peer sends, decrypted, and what becomes of it. Called on the peer's loop. */
public interface PeerHandler {

    /** An authentic RTP packet; the bytes are the handler's until it returns. */
    void rtp(byte[] buffer, int offset, int length, long nowNanos);

    /** An authentic RTCP packet; the bytes are the handler's until it returns. */
    void rtcp(byte[] buffer, int offset, int length, long nowNanos);

    /** The state changed; {@link PeerState#CLOSED} comes last and once. */
    void stateChanged(PeerState state, long nowNanos);
}
