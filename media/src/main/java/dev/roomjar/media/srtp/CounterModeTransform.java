package dev.roomjar.media.srtp;

import static dev.roomjar.media.srtp.Fields.RTCP_HEADER_LENGTH;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES_CM_128_HMAC_SHA1_80 (RFC 3711 §4.1.1, §4.2.1). SRTCP's order is ciphertext, last word, tag (§3.4). */
final class CounterModeTransform implements Transform {
    private static final int TAG_LENGTH = 10;

    private final SecretKeySpec key;
    private final Cipher cipher;
    private final Mac mac;
    private final byte[] digest;
    private final byte[] word = new byte[4];
    private final Nonce nonce;
    /** The JDK's cipher copies its input if it is the output's array; from here it need not. */
    private byte[] input = new byte[1500];

    CounterModeTransform(SessionKeys keys) {
        this.key = new SecretKeySpec(keys.encryption(), "AES");
        this.nonce = Nonce.ofCounterMode(keys.salt());
        try {
            this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
            this.mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(keys.authentication(), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks AES/CTR or HmacSHA1: " + e.getMessage(), e);
        }
        this.digest = new byte[mac.getMacLength()];
    }

    @Override
    public boolean protectRtp(byte[] packet, int offset, int header, int length, long index) {
        int ssrc = Fields.rtpSsrc(packet, offset);
        if (!crypt(packet, offset + header, length - header, ssrc, index)) {
            return false;
        }
        boolean done = authenticateRtp(packet, offset, length, index);
        System.arraycopy(digest, 0, packet, offset + length, TAG_LENGTH);
        return done;
    }

    @Override
    public boolean protectRtp(
            byte[] source, int offset, int header, int length, long index, MemorySegment target, long at) {
        boolean done = protectRtp(source, offset, header, length, index);
        MemorySegment.copy(source, offset, target, JAVA_BYTE, at, length + TAG_LENGTH);
        return done;
    }

    @Override
    public boolean unprotectRtp(byte[] packet, int offset, int header, int length, long index) {
        int ssrc = Fields.rtpSsrc(packet, offset);
        return authenticateRtp(packet, offset, length, index)
                && isTag(packet, offset + length)
                && crypt(packet, offset + header, length - header, ssrc, index);
    }

    @Override
    public boolean protectRtcp(byte[] packet, int offset, int length, int index) {
        Fields.putInt(packet, offset + length, ENCRYPTED | index);
        boolean done = cryptRtcp(packet, offset, length, index) && authenticate(packet, offset, length + 4);
        System.arraycopy(digest, 0, packet, offset + length + 4, TAG_LENGTH);
        return done;
    }

    @Override
    public int rtcpTrailer(byte[] packet, int offset, int length) {
        return Fields.getInt(packet, offset + length);
    }

    @Override
    public boolean unprotectRtcp(byte[] packet, int offset, int length) {
        int trailer = rtcpTrailer(packet, offset, length);
        if (!authenticate(packet, offset, length + 4) || !isTag(packet, offset + length + 4)) {
            return false;
        }
        return (trailer & ENCRYPTED) == 0 || cryptRtcp(packet, offset, length, trailer & ~ENCRYPTED);
    }

    private boolean cryptRtcp(byte[] packet, int offset, int length, int index) {
        int ssrc = Fields.rtcpSsrc(packet, offset);
        return crypt(packet, offset + RTCP_HEADER_LENGTH, length - RTCP_HEADER_LENGTH, ssrc, index);
    }

    private boolean crypt(byte[] text, int offset, int length, int ssrc, long index) {
        if (input.length < length) {
            input = new byte[length];
        }
        System.arraycopy(text, offset, input, 0, length);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce.of(ssrc, index)));
            cipher.doFinal(input, 0, length, text, offset);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** SRTP's tag covers the rollover counter behind the packet (RFC 3711 §4.2). */
    private boolean authenticateRtp(byte[] packet, int offset, int length, long index) {
        mac.update(packet, offset, length);
        Fields.putInt(word, 0, (int) (index >>> 16));
        return authenticate(word, 0, word.length);
    }

    private boolean authenticate(byte[] bytes, int offset, int length) {
        mac.update(bytes, offset, length);
        try {
            mac.doFinal(digest, 0);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean isTag(byte[] packet, int at) {
        int difference = 0;
        for (int i = 0; i < TAG_LENGTH; i++) {
            difference |= packet[at + i] ^ digest[i];
        }
        return difference == 0;
    }
}
