package dev.roomjar.media.srtp;

import static dev.roomjar.media.srtp.Fields.RTCP_HEADER_LENGTH;
import static dev.roomjar.media.srtp.PacketCipher.TAG_LENGTH;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** AEAD_AES_128_GCM and AEAD_AES_256_GCM (RFC 7714). SRTCP's order is ciphertext, tag, last word (§9.2). */
final class AeadTransform implements Transform {
    private final PacketCipher cipher;
    private final Nonce nonce;
    /** The header of an SRTCP packet and its last word, which are authenticated together (§9.2). */
    private final byte[] rtcpAssociated = new byte[RTCP_HEADER_LENGTH + 4];

    AeadTransform(SessionKeys keys, PacketCipher.Engine engine) {
        this.cipher = engine.create(keys.encryption());
        this.nonce = Nonce.ofGcm(keys.salt());
    }

    @Override
    public boolean protectRtp(byte[] packet, int offset, int header, int length, long index) {
        byte[] iv = nonce.of(Fields.rtpSsrc(packet, offset), index);
        return cipher.seal(iv, packet, offset, header, packet, offset + header, length - header);
    }

    @Override
    public boolean protectRtp(
            byte[] source, int offset, int header, int length, long index, MemorySegment target, long at) {
        byte[] iv = nonce.of(Fields.rtpSsrc(source, offset), index);
        return cipher.seal(iv, source, offset, header, length - header, target, at);
    }

    @Override
    public boolean unprotectRtp(byte[] packet, int offset, int header, int length, long index) {
        byte[] iv = nonce.of(Fields.rtpSsrc(packet, offset), index);
        return cipher.open(iv, packet, offset, header, packet, offset + header, length - header);
    }

    @Override
    public boolean protectRtcp(byte[] packet, int offset, int length, int index) {
        int trailer = ENCRYPTED | index;
        Fields.putInt(packet, offset + length + TAG_LENGTH, trailer);
        return cipher.seal(
                nonce.of(Fields.rtcpSsrc(packet, offset), index),
                associated(packet, offset, trailer),
                0,
                rtcpAssociated.length,
                packet,
                offset + RTCP_HEADER_LENGTH,
                length - RTCP_HEADER_LENGTH);
    }

    @Override
    public int rtcpTrailer(byte[] packet, int offset, int length) {
        return Fields.getInt(packet, offset + length + TAG_LENGTH);
    }

    @Override
    public boolean unprotectRtcp(byte[] packet, int offset, int length) {
        int trailer = rtcpTrailer(packet, offset, length);
        byte[] iv = nonce.of(Fields.rtcpSsrc(packet, offset), trailer & ~ENCRYPTED);
        if ((trailer & ENCRYPTED) == 0) {
            return isAuthenticInClear(iv, packet, offset, length, trailer);
        }
        int textLength = length - RTCP_HEADER_LENGTH;
        byte[] associated = associated(packet, offset, trailer);
        return cipher.open(iv, associated, 0, associated.length, packet, offset + RTCP_HEADER_LENGTH, textLength);
    }

    private byte[] associated(byte[] packet, int offset, int trailer) {
        System.arraycopy(packet, offset, rtcpAssociated, 0, RTCP_HEADER_LENGTH);
        Fields.putInt(rtcpAssociated, RTCP_HEADER_LENGTH, trailer);
        return rtcpAssociated;
    }

    /** A packet that is tagged but not encrypted is associated data as a whole (§9.3); browsers send none. */
    private boolean isAuthenticInClear(byte[] iv, byte[] packet, int offset, int length, int trailer) {
        byte[] associated = Arrays.copyOfRange(packet, offset, offset + length + 4);
        Fields.putInt(associated, length, trailer);
        byte[] tag = Arrays.copyOfRange(packet, offset + length, offset + length + TAG_LENGTH);
        return cipher.open(iv, associated, 0, associated.length, tag, 0, 0);
    }
}
