package dev.roomjar.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;

/** AES-GCM by Intel's ipsec-mb: one call for a packet. */
final class IpsecMbPacketCipher extends NativePacketCipher {
    private final MemorySegment expandedKey = Arena.ofAuto().allocate(IpsecMb.KEY_SIZE, 64);

    /** Its address; good as long as this object keeps {@link #expandedKey} reachable. */
    private final long pointer = expandedKey.address();

    private final boolean large;

    IpsecMbPacketCipher(byte[] key) {
        large = key.length == 32;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nativeKey = arena.allocateFrom(JAVA_BYTE, key);
            (large ? IpsecMb.EXPAND_256 : IpsecMb.EXPAND_128).invokeExact(nativeKey, expandedKey);
            nativeKey.fill((byte) 0);
        } catch (Throwable e) {
            throw new IllegalStateException("ipsec-mb gives no AES-GCM cipher: " + e.getMessage(), e);
        }
    }

    @Override
    void seal(Scratch scratch, long associated, int associatedLength, int length) throws Throwable {
        long tag = associated + associatedLength + length;
        if (large) {
            crypt(IpsecMb.SEAL_256, scratch, associated, associatedLength, length, tag);
        } else {
            crypt(IpsecMb.SEAL_128, scratch, associated, associatedLength, length, tag);
        }
    }

    @Override
    boolean open(Scratch scratch, int associatedLength, int length) throws Throwable {
        long associated = scratch.associated;
        long tag = scratch.spare + IpsecMb.STATE_SIZE;
        if (large) {
            crypt(IpsecMb.OPEN_256, scratch, associated, associatedLength, length, tag);
        } else {
            crypt(IpsecMb.OPEN_128, scratch, associated, associatedLength, length, tag);
        }
        return same(scratch, tag - scratch.nonce, associated + associatedLength + length - scratch.nonce);
    }

    /** @param function a constant, so that the compiler, which inlines this, calls it without detour */
    private void crypt(
            MethodHandle function, Scratch scratch, long associated, long associatedLength, long length, long tag)
            throws Throwable {
        long text = associated + associatedLength;
        try {
            function.invokeExact(
                    pointer, scratch.spare, text, text, length, scratch.nonce, associated, associatedLength, tag, (long)
                            TAG_LENGTH);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Compares two tags in a time that tells nothing of where they differ. */
    private static boolean same(Scratch scratch, long one, long other) {
        MemorySegment memory = scratch.memory;
        long difference = (memory.get(JAVA_LONG_UNALIGNED, one) ^ memory.get(JAVA_LONG_UNALIGNED, other))
                | (memory.get(JAVA_LONG_UNALIGNED, one + 8) ^ memory.get(JAVA_LONG_UNALIGNED, other + 8));
        return difference == 0;
    }
}
