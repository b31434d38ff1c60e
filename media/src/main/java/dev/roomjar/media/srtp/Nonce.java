package dev.roomjar.media.srtp;

/**
 * The initialization vector of a packet: the session salt with SSRC and packet index laid over it by exclusive or. RTP's index
 * is the rollover counter before the sequence number, 48 bits; RTCP's has 31 bits in the same place.
 */
final class Nonce {
    private static final int INDEX_BYTES = 6;

    private final byte[] salt;
    private final byte[] bytes;
    private final int ssrcAt;

    private Nonce(byte[] salt, int length, int ssrcAt) {
        this.salt = salt;
        this.bytes = new byte[length];
        this.ssrcAt = ssrcAt;
    }

    /** For AES-GCM, 12 bytes (RFC 7714 §8.1, §9.1). */
    static Nonce ofGcm(byte[] salt) {
        return new Nonce(salt, 12, 2);
    }

    /** For AES counter mode, 16 bytes of which the last two count blocks (RFC 3711 §4.1.1). */
    static Nonce ofCounterMode(byte[] salt) {
        return new Nonce(salt, 16, 4);
    }

    /** The vector for a packet, in an array that the next call overwrites. */
    byte[] of(int ssrc, long index) {
        System.arraycopy(salt, 0, bytes, 0, salt.length);
        Fields.putInt(bytes, ssrcAt, Fields.getInt(bytes, ssrcAt) ^ ssrc);
        int indexAt = ssrcAt + 4;
        for (int i = 0; i < INDEX_BYTES; i++) {
            bytes[indexAt + i] ^= (byte) (index >>> (8 * (INDEX_BYTES - 1 - i)));
        }
        return bytes;
    }
}
