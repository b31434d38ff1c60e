package dev.roomjar.media.srtp;

/**
 * The SRTP and SRTCP state of one direction of one peer (RFC 3711 §3.2.3): session keys, and per SSRC the rollover counter
 * and replay window.
 *
 * <p>Every operation returns the packet's new length, or −1 where it refuses the packet: malformed, not authentic, replayed,
 * too old, or from one synchronization source too many. A refused packet changes no state; its bytes are then undefined.
 * Nothing is thrown for any content. Operations in place need room behind the packet: {@link SrtpProfile#rtpOverhead()} or
 * {@link SrtpProfile#rtcpOverhead()} bytes.
 *
 * <p>A sending context protects each RTP packet index once: a second protection under the same nonce would give away the
 * authentication key (RFC 7714 §8.1). Retransmit by RFC 4588, or by sending the protected bytes again.
 *
 * <p>Thread rule: one thread at a time. A context is used for one direction only.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // until the bodies land
public final class SrtpContext {

    /** A context for what we send. */
    public static SrtpContext sending(SrtpProfile profile, MasterKey key) {
        throw new UnsupportedOperationException();
    }

    /** A context for what we receive. */
    public static SrtpContext receiving(SrtpProfile profile, MasterKey key) {
        throw new UnsupportedOperationException();
    }

    private SrtpContext() {}

    /** Encrypts and authenticates an RTP packet in place. */
    public int protectRtp(byte[] packet, int offset, int length) {
        return protectRtp(packet, offset, length, packet, offset);
    }

    /** Encrypts and authenticates an RTP packet from one buffer into another; the source stays as it is. */
    public int protectRtp(byte[] source, int offset, int length, byte[] target, int targetOffset) {
        throw new UnsupportedOperationException();
    }

    /** Authenticates and decrypts an SRTP packet in place. */
    public int unprotectRtp(byte[] packet, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** Encrypts and authenticates a compound RTCP packet in place. */
    public int protectRtcp(byte[] packet, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** Authenticates and decrypts an SRTCP packet in place. */
    public int unprotectRtcp(byte[] packet, int offset, int length) {
        throw new UnsupportedOperationException();
    }
}
