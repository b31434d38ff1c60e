package dev.roomjar.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * AES-GCM by OpenSSL through foreign functions; makes no garbage. Packets pass through native memory that all ciphers of a
 * thread share, so that no Java array is ever handed to C and every length is checked by the copy.
 */
final class OpenSslPacketCipher implements PacketCipher {
    private static final int NONCE_LENGTH = 12;
    private static final int SUCCESS = 1;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    /**
     * Native room of one thread, in one piece that begins with the nonce; then where C writes a length; then the associated data
     * and, right behind it, the text and the tag.
     */
    private static final class Scratch {
        static final int WRITTEN = 16;
        static final int PACKET = 64;
        static final int CAPACITY = 1 << 17;

        final MemorySegment memory = Arena.ofAuto().allocate(PACKET + CAPACITY + TAG_LENGTH, 64);
        final long address = memory.address();
    }

    private final MemorySegment context;

    /** The same as a number; good as long as this object keeps {@link #context} reachable. */
    private final long pointer;

    OpenSslPacketCipher(byte[] key) {
        try (Arena arena = Arena.ofConfined()) {
            context = newContext();
            pointer = context.address();
            var cipher = key.length == 16
                    ? (MemorySegment) OpenSsl.AES_128_GCM.invokeExact()
                    : (MemorySegment) OpenSsl.AES_256_GCM.invokeExact();
            MemorySegment nativeKey = arena.allocateFrom(JAVA_BYTE, key);
            require((int) OpenSsl.INIT.invokeExact(
                    context, cipher, MemorySegment.NULL, nativeKey, MemorySegment.NULL, SUCCESS));
            nativeKey.fill((byte) 0);
        } catch (Throwable e) {
            throw new IllegalStateException("OpenSSL gives no AES-GCM cipher: " + e.getMessage(), e);
        }
    }

    /** Freed when this cipher is unreachable: nobody can use it after that, and nobody has to close it. */
    @SuppressWarnings("restricted")
    private static MemorySegment newContext() throws Throwable {
        var context = (MemorySegment) OpenSsl.NEW_CONTEXT.invokeExact();
        if (context.equals(MemorySegment.NULL)) {
            throw new IllegalStateException("out of native memory");
        }
        return context.reinterpret(Arena.ofAuto(), OpenSsl::free);
    }

    @Override
    public boolean seal(
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
        int text = Scratch.PACKET + associatedLength;
        copyIn(scratch, associated, associatedOffset, associatedLength, input, inputOffset, length);
        try {
            long tag = scratch.address + text + length;
            begin(scratch, nonce, associatedLength, 1);
            crypt(scratch, text, length);
            require((int) OpenSsl.FINISH.invokeExact(pointer, tag, scratch.address + Scratch.WRITTEN));
            require((int) OpenSsl.CONTROL.invokeExact(pointer, OpenSsl.GET_TAG, TAG_LENGTH, tag));
        } catch (Throwable e) {
            return false;
        } finally {
            Reference.reachabilityFence(this);
        }
        MemorySegment.copy(scratch.memory, JAVA_BYTE, text, output, outputOffset, length + TAG_LENGTH);
        return true;
    }

    @Override
    public boolean open(
            byte[] nonce,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] text,
            int offset,
            int length) {
        Scratch scratch = SCRATCH.get();
        int at = Scratch.PACKET + associatedLength;
        copyIn(scratch, associated, associatedOffset, associatedLength, text, offset, length + TAG_LENGTH);
        try {
            long tag = scratch.address + at + length;
            begin(scratch, nonce, associatedLength, 0);
            crypt(scratch, at, length);
            require((int) OpenSsl.CONTROL.invokeExact(pointer, OpenSsl.SET_TAG, TAG_LENGTH, tag));
            if ((int) OpenSsl.FINISH.invokeExact(pointer, tag, scratch.address + Scratch.WRITTEN) != SUCCESS) {
                return false;
            }
        } catch (Throwable e) {
            return false;
        } finally {
            Reference.reachabilityFence(this);
        }
        MemorySegment.copy(scratch.memory, JAVA_BYTE, at, text, offset, length);
        return true;
    }

    /** Header and payload of a packet mostly lie together; then they are copied together. */
    @SuppressWarnings("ReferenceEquality") // the very same array is meant
    private static void copyIn(
            Scratch scratch,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] text,
            int offset,
            int length) {
        Objects.checkFromIndexSize(associatedLength, length, Scratch.CAPACITY);
        if (associated == text && associatedOffset + associatedLength == offset) {
            MemorySegment.copy(
                    text, associatedOffset, scratch.memory, JAVA_BYTE, Scratch.PACKET, associatedLength + length);
        } else {
            MemorySegment.copy(
                    associated, associatedOffset, scratch.memory, JAVA_BYTE, Scratch.PACKET, associatedLength);
            MemorySegment.copy(text, offset, scratch.memory, JAVA_BYTE, Scratch.PACKET + associatedLength, length);
        }
    }

    private void begin(Scratch scratch, byte[] nonce, int associatedLength, int encrypting) throws Throwable {
        MemorySegment.copy(nonce, 0, scratch.memory, JAVA_BYTE, 0, NONCE_LENGTH);
        require((int) OpenSsl.BEGIN.invokeExact(pointer, 0L, 0L, 0L, scratch.address, encrypting));
        require((int) OpenSsl.UPDATE.invokeExact(
                pointer, 0L, scratch.address + Scratch.WRITTEN, scratch.address + Scratch.PACKET, associatedLength));
    }

    private void crypt(Scratch scratch, int text, int length) throws Throwable {
        if (length > 0) {
            long at = scratch.address + text;
            require((int) OpenSsl.UPDATE.invokeExact(pointer, at, scratch.address + Scratch.WRITTEN, at, length));
        }
    }

    private static void require(int result) {
        if (result != SUCCESS) {
            throw new IllegalStateException("an OpenSSL function failed");
        }
    }
}
