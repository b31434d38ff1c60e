package dev.roomjar.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * AES-GCM over one packet after another with one key, tags of 16 bytes (RFC 5116 §5.1). Not for several threads at once.
 */
interface PacketCipher {
    int TAG_LENGTH = 16;

    /** Where packet ciphers come from. */
    interface Engine {
        /** A cipher with a key of 16 or 32 bytes. */
        PacketCipher create(byte[] key);
    }

    /**
     * Encrypts {@code length} bytes in place and writes the tag behind them.
     *
     * @param nonce 12 bytes, never used before with this key; not kept
     * @return false where the cipher failed
     */
    boolean seal(
            byte[] nonce,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] text,
            int offset,
            int length);

    /**
     * Encrypts what lies right behind its associated data into native memory, where the associated data, the encrypted text and
     * the tag come to lie; the source, which has room for the tag, is undefined afterwards.
     *
     * @return false where the cipher failed
     */
    default boolean seal(
            byte[] nonce, byte[] source, int offset, int associatedLength, int length, MemorySegment target, long at) {
        boolean sealed = seal(nonce, source, offset, associatedLength, source, offset + associatedLength, length);
        MemorySegment.copy(source, offset, target, JAVA_BYTE, at, associatedLength + length + TAG_LENGTH);
        return sealed;
    }

    /**
     * Checks the tag behind {@code length} bytes and decrypts them in place.
     *
     * @return false where the tag is wrong; the bytes are then undefined
     */
    boolean open(
            byte[] nonce,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] text,
            int offset,
            int length);
}
