package dev.roomjar.media.srtp;

import java.lang.foreign.MemorySegment;

/**
 * What a profile does to packets of one protocol with one set of session keys. The caller has checked that headers fit, room
 * is there and the index is new. Not for several threads at once.
 */
sealed interface Transform permits AeadTransform, CounterModeTransform {

    /** The flag in an SRTCP packet's last word that says it is encrypted; the rest is its index (RFC 3711 §3.4). */
    int ENCRYPTED = 0x8000_0000;

    static Transform of(SrtpProfile profile, SessionKeys keys, PacketCipher.Engine engine) {
        return profile.isAead() ? new AeadTransform(keys, engine) : new CounterModeTransform(keys);
    }

    /**
     * Protects an RTP packet in place.
     *
     * @param length of the packet, header included
     * @return false where the cipher failed
     */
    boolean protectRtp(byte[] packet, int offset, int header, int length, long index);

    /** Protects an RTP packet into native memory; the source is undefined afterwards. */
    boolean protectRtp(byte[] source, int offset, int header, int length, long index, MemorySegment target, long at);

    /**
     * Recovers an RTP packet in place.
     *
     * @param length of the packet without what protection added
     * @return false where it is not authentic
     */
    boolean unprotectRtp(byte[] packet, int offset, int header, int length, long index);

    /** Protects a compound RTCP packet in place; {@code length} without what is added. */
    boolean protectRtcp(byte[] packet, int offset, int length, int index);

    /** The last word of an SRTCP packet: the encryption flag and the index; {@code length} without what was added. */
    int rtcpTrailer(byte[] packet, int offset, int length);

    /** Recovers a compound RTCP packet in place; {@code length} without what was added. */
    boolean unprotectRtcp(byte[] packet, int offset, int length);
}
