package dev.roomjar.media.srtp;

/**
 * AES-GCM over one packet after another with one key, tags of 16 bytes (RFC 5116 §5.1). Where input and output are the same
 * array, both must start at the same offset. Not for several threads at once.
 */
interface PacketCipher {
    int TAG_LENGTH = 16;

    /** Where packet ciphers come from. */
    interface Engine {
        /** A cipher with a key of 16 or 32 bytes. */
        PacketCipher create(byte[] key);
    }

    /**
     * Encrypts {@code length} bytes and writes them and the tag to the output.
     *
     * @param nonce 12 bytes, never used before with this key; not kept
     * @return false where the cipher failed
     */
    boolean seal(
            byte[] nonce,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] input,
            int inputOffset,
            int length,
            byte[] output,
            int outputOffset);

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
