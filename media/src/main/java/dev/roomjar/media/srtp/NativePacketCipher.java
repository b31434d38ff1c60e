package dev.roomjar.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * AES-GCM by a C library through foreign functions; makes no garbage. Packets pass through native memory that all ciphers of a
 * thread share, so that no Java array is ever handed to C and every length is checked by the copy.
 */
abstract sealed class NativePacketCipher implements PacketCipher permits OpenSslPacketCipher, IpsecMbPacketCipher {
    private static final int NONCE_LENGTH = 12;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    /**
     * Native room of one thread, in one piece that begins with the nonce; then what the library needs; then the associated data and,
     * right behind it, the text and the tag.
     */
    static final class Scratch {
        /** Where a library may write what nobody reads. */
        static final int SPARE = 16;

        static final int SPARE_LENGTH = 176;
        private static final int PACKET = SPARE + SPARE_LENGTH;
        private static final int CAPACITY = 1 << 17;

        final MemorySegment memory = Arena.ofAuto().allocate(PACKET + CAPACITY + TAG_LENGTH, 64);
        final long nonce = memory.address();
        final long spare = nonce + SPARE;
        final long associated = nonce + PACKET;
    }

    /**
     * Encrypts in place.
     *
     * @param text the address of {@code length} bytes with room for the tag behind, which lie right behind the associated data
     */
    abstract void seal(Scratch scratch, int associatedLength, long text, int length) throws Throwable;

    /**
     * Decrypts in place.
     *
     * @param text the address of {@code length} bytes and the tag
     * @return whether the tag is right
     */
    abstract boolean open(Scratch scratch, int associatedLength, long text, int length) throws Throwable;

    @Override
    public final boolean seal(
            byte[] nonce,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] input,
            int inputOffset,
            int length,
            byte[] output,
            int outputOffset) {
        Scratch scratch = SCRATCH.get();
        copyIn(scratch, nonce, associated, associatedOffset, associatedLength, input, inputOffset, length);
        try {
            seal(scratch, associatedLength, scratch.associated + associatedLength, length);
        } catch (Throwable e) {
            return false;
        }
        MemorySegment.copy(
                scratch.memory,
                JAVA_BYTE,
                Scratch.PACKET + associatedLength,
                output,
                outputOffset,
                length + TAG_LENGTH);
        return true;
    }

    @Override
    public final boolean open(
            byte[] nonce,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] text,
            int offset,
            int length) {
        Scratch scratch = SCRATCH.get();
        copyIn(scratch, nonce, associated, associatedOffset, associatedLength, text, offset, length + TAG_LENGTH);
        try {
            if (!open(scratch, associatedLength, scratch.associated + associatedLength, length)) {
                return false;
            }
        } catch (Throwable e) {
            return false;
        }
        MemorySegment.copy(scratch.memory, JAVA_BYTE, Scratch.PACKET + associatedLength, text, offset, length);
        return true;
    }

    /** Header and payload of a packet mostly lie together; then they are copied together. */
    @SuppressWarnings("ReferenceEquality") // the very same array is meant
    private static void copyIn(
            Scratch scratch,
            byte[] nonce,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] text,
            int offset,
            int length) {
        Objects.checkFromIndexSize(associatedLength, length, Scratch.CAPACITY);
        MemorySegment.copy(nonce, 0, scratch.memory, JAVA_BYTE, 0, NONCE_LENGTH);
        if (associated == text && associatedOffset + associatedLength == offset) {
            MemorySegment.copy(
                    text, associatedOffset, scratch.memory, JAVA_BYTE, Scratch.PACKET, associatedLength + length);
        } else {
            MemorySegment.copy(
                    associated, associatedOffset, scratch.memory, JAVA_BYTE, Scratch.PACKET, associatedLength);
            MemorySegment.copy(text, offset, scratch.memory, JAVA_BYTE, Scratch.PACKET + associatedLength, length);
        }
    }
}
