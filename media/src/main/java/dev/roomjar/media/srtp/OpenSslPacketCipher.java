package dev.roomjar.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * AES-GCM by OpenSSL through foreign functions; makes no garbage. Packets pass through native memory that all ciphers of a
 * thread share, so that no Java array is ever handed to C and every length is checked by the copy.
 */
final class OpenSslPacketCipher implements PacketCipher {
    private static final int NONCE_LENGTH = 12;
    private static final int SUCCESS = 1;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    /** Native room of one thread: any datagram, its nonce, a tag, and where C writes a length. */
    private static final class Scratch {
        static final int CAPACITY = 1 << 16;

        final MemorySegment associated = Arena.ofAuto().allocate(CAPACITY);
        final MemorySegment text = Arena.ofAuto().allocate(CAPACITY + TAG_LENGTH);
        final MemorySegment nonce = Arena.ofAuto().allocate(NONCE_LENGTH);
        final MemorySegment tag = Arena.ofAuto().allocate(TAG_LENGTH);
        final MemorySegment written = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);
    }

    private final MemorySegment context;

    OpenSslPacketCipher(byte[] key) {
        try (Arena arena = Arena.ofConfined()) {
            context = newContext();
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
        MemorySegment.copy(input, inputOffset, scratch.text, JAVA_BYTE, 0, length);
        try {
            begin(scratch, nonce, associated, associatedOffset, associatedLength, 1);
            crypt(scratch, length);
            require((int) OpenSsl.FINISH.invokeExact(context, scratch.tag, scratch.written));
            require((int) OpenSsl.CONTROL.invokeExact(context, OpenSsl.GET_TAG, TAG_LENGTH, scratch.tag));
        } catch (Throwable e) {
            return false;
        }
        MemorySegment.copy(scratch.text, JAVA_BYTE, 0, output, outputOffset, length);
        MemorySegment.copy(scratch.tag, JAVA_BYTE, 0, output, outputOffset + length, TAG_LENGTH);
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
        MemorySegment.copy(text, offset, scratch.text, JAVA_BYTE, 0, length);
        MemorySegment.copy(text, offset + length, scratch.tag, JAVA_BYTE, 0, TAG_LENGTH);
        try {
            begin(scratch, nonce, associated, associatedOffset, associatedLength, 0);
            crypt(scratch, length);
            require((int) OpenSsl.CONTROL.invokeExact(context, OpenSsl.SET_TAG, TAG_LENGTH, scratch.tag));
            if ((int) OpenSsl.FINISH.invokeExact(context, scratch.tag, scratch.written) != SUCCESS) {
                return false;
            }
        } catch (Throwable e) {
            return false;
        }
        MemorySegment.copy(scratch.text, JAVA_BYTE, 0, text, offset, length);
        return true;
    }

    private void begin(Scratch scratch, byte[] nonce, byte[] associated, int offset, int length, int encrypting)
            throws Throwable {
        MemorySegment.copy(nonce, 0, scratch.nonce, JAVA_BYTE, 0, NONCE_LENGTH);
        MemorySegment.copy(associated, offset, scratch.associated, JAVA_BYTE, 0, length);
        require((int) OpenSsl.INIT.invokeExact(
                context, MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL, scratch.nonce, encrypting));
        require((int)
                OpenSsl.UPDATE.invokeExact(context, MemorySegment.NULL, scratch.written, scratch.associated, length));
    }

    private void crypt(Scratch scratch, int length) throws Throwable {
        if (length > 0) {
            require((int) OpenSsl.UPDATE.invokeExact(context, scratch.text, scratch.written, scratch.text, length));
        }
    }

    private static void require(int result) {
        if (result != SUCCESS) {
            throw new IllegalStateException("an OpenSSL function failed");
        }
    }
}
