package dev.roomjar.media.dtls;

import dev.roomjar.media.srtp.SrtpKeys;

/**
 * Told what a DTLS association does. Thread rule: called on the association's own virtual thread, one call at a time; hand
 * over to the peer's loop. The last call is {@link #failed} or {@link #closed}, exactly one of them.
 */
public interface DtlsListener {

    /** Send this datagram to the peer; the array is the listener's to keep. */
    void send(byte[] datagram);

    /** The handshake is done and the peer's certificate is the expected one. */
    void connected(SrtpKeys keys);

    /** The handshake or the association failed; the reason is a sentence for a log. */
    void failed(String reason);

    /** The association ended: the peer said close_notify, or our side closed it. */
    void closed();
}
