package dev.roomjar.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * AES-GCM by a C library through foreign functions; makes no garbage. No Java array is ever handed to C: packets are copied to
 * native memory, where they are to stay or, for work in place, to a scratch that all ciphers of a thread share; the copy checks
 * every length.
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
     * Encrypts in place, with the scratch's nonce.
     *
     * @param associated the address of the associated data, behind which lie {@code length} bytes of text and room for the tag
     */
    abstract void seal(Scratch scratch, long associated, int associatedLength, int length) throws Throwable;

    /**
     * Decrypts in place in the scratch, where associated data, text and tag lie.
     *
     * @return whether the tag is right
     */
    abstract boolean open(Scratch scratch, int associatedLength, int length) throws Throwable;

    @Override
    public final boolean seal(
            byte[] nonce,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] text,
            int offset,
            int length) {
        Scratch scratch = SCRATCH.get();
        copyIn(scratch, nonce, associated, associatedOffset, associatedLength, text, offset, length);
        try {
            seal(scratch, scratch.associated, associatedLength, length);
        } catch (Throwable e) {
            return false;
        }
        MemorySegment.copy(
                scratch.memory, JAVA_BYTE, Scratch.PACKET + associatedLength, text, offset, length + TAG_LENGTH);
        return true;
    }

    @Override
    public final boolean seal(
            byte[] nonce, byte[] source, int offset, int associatedLength, int length, MemorySegment target, long at) {
        if (!target.isNative()) {
            throw new IllegalArgumentException("not native memory");
        }
        Objects.checkFromIndexSize(at, (long) associatedLength + length + TAG_LENGTH, target.byteSize());
        Scratch scratch = SCRATCH.get();
        MemorySegment.copy(nonce, 0, scratch.memory, JAVA_BYTE, 0, NONCE_LENGTH);
        MemorySegment.copy(source, offset, target, JAVA_BYTE, at, associatedLength + length);
        try {
            seal(scratch, target.address() + at, associatedLength, length);
            return true;
        } catch (Throwable e) {
            return false;
        } finally {
            Reference.reachabilityFence(target);
        }
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
            if (!open(scratch, associatedLength, length)) {
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
