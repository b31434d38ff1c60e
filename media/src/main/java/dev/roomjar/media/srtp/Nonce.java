package dev.roomjar.media.srtp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The initialization vector of a packet: the session salt with SSRC and packet index laid over it by exclusive or. RTP's index
 * is the rollover counter before the sequence number, 48 bits; RTCP's has 31 bits in the same place.
 */
final class Nonce {
    /** The bytes before the last eight; of the last eight the index is part. */
    private final long head;

    private final long tail;
    private final byte[] bytes;
    private final boolean gcm;

    private Nonce(byte[] salt, int length, boolean gcm) {
        ByteBuffer padded = ByteBuffer.wrap(Arrays.copyOf(salt, length));
        this.gcm = gcm;
        head = gcm ? padded.getInt() : padded.getLong();
        tail = padded.getLong();
        bytes = new byte[length];
    }

    /** For AES-GCM, 12 bytes: the SSRC is at the third, the index at the seventh (RFC 7714 §8.1, §9.1). */
    static Nonce ofGcm(byte[] salt) {
        return new Nonce(salt, 12, true);
    }

    /** For AES counter mode, 16 bytes: the SSRC is at the fifth, the index at the ninth, and two count blocks (RFC 3711 §4.1.1). */
    static Nonce ofCounterMode(byte[] salt) {
        return new Nonce(salt, 16, false);
    }

    /** The vector for a packet, in an array that the next call overwrites. */
    byte[] of(int ssrc, long index) {
        if (gcm) {
            Fields.putInt(bytes, 0, (int) head ^ ssrc >>> 16);
            Fields.putLong(bytes, 4, tail ^ (long) ssrc << 48 ^ index);
        } else {
            Fields.putLong(bytes, 0, head ^ Integer.toUnsignedLong(ssrc));
            Fields.putLong(bytes, 8, tail ^ index << 16);
        }
        return bytes;
    }
}
