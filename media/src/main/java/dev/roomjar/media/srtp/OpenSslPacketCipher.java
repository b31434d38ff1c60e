package dev.roomjar.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/** AES-GCM by OpenSSL: five calls for a packet, the key schedule staying in the context. */
final class OpenSslPacketCipher extends NativePacketCipher {
    private static final int SUCCESS = 1;

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
    void seal(Scratch scratch, long associated, int associatedLength, int length) throws Throwable {
        try {
            long text = associated + associatedLength;
            long tag = text + length;
            begin(scratch, associated, associatedLength, 1);
            crypt(scratch, text, length);
            require((int) OpenSsl.FINISH.invokeExact(pointer, tag, scratch.spare));
            require((int) OpenSsl.CONTROL.invokeExact(pointer, OpenSsl.GET_TAG, TAG_LENGTH, tag));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    boolean open(Scratch scratch, int associatedLength, int length) throws Throwable {
        try {
            long text = scratch.associated + associatedLength;
            long tag = text + length;
            begin(scratch, scratch.associated, associatedLength, 0);
            crypt(scratch, text, length);
            require((int) OpenSsl.CONTROL.invokeExact(pointer, OpenSsl.SET_TAG, TAG_LENGTH, tag));
            return (int) OpenSsl.FINISH.invokeExact(pointer, tag, scratch.spare) == SUCCESS;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private void begin(Scratch scratch, long associated, int associatedLength, int encrypting) throws Throwable {
        require((int) OpenSsl.BEGIN.invokeExact(pointer, 0L, 0L, 0L, scratch.nonce, encrypting));
        require((int) OpenSsl.UPDATE.invokeExact(pointer, 0L, scratch.spare, associated, associatedLength));
    }

    private void crypt(Scratch scratch, long text, int length) throws Throwable {
        if (length > 0) {
            require((int) OpenSsl.UPDATE.invokeExact(pointer, text, scratch.spare, text, length));
        }
    }

    private static void require(int result) {
        if (result != SUCCESS) {
            throw new IllegalStateException("an OpenSSL function failed");
        }
    }
}
