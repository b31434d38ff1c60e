package dev.roomjar.bench.load;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What one {@code recvmmsg} brings, in native memory: up to {@link #MESSAGES} messages, each of which may hold several datagrams
 * of one length where the socket takes segments whole.
 */
final class Batch {
    static final int MESSAGES = 16;
    private static final int HEADER = 64;
    private static final int CONTROL = 64;

    private final int slot;
    private final MemorySegment headers;
    private final MemorySegment controls;
    private final MemorySegment bytes;
    private final boolean wholeSegments;

    /** Takes one datagram. */
    interface Datagrams {
        void datagram(MemorySegment bytes, long offset, int length);
    }

    Batch(Arena arena, boolean wholeSegments) {
        this.wholeSegments = wholeSegments;
        slot = wholeSegments ? 1 << 16 : 1 << 11;
        headers = arena.allocate((long) MESSAGES * HEADER, 64);
        controls = arena.allocate((long) MESSAGES * CONTROL, 64);
        bytes = arena.allocate((long) MESSAGES * slot, 64);
        MemorySegment vectors = arena.allocate(MESSAGES * 16L, 64);
        for (int i = 0; i < MESSAGES; i++) {
            vectors.set(JAVA_LONG, i * 16L, bytes.address() + (long) i * slot);
            vectors.set(JAVA_LONG, i * 16L + 8, (long) slot);
            headers.set(JAVA_LONG, (long) i * HEADER + 16, vectors.address() + i * 16L);
            headers.set(JAVA_LONG, (long) i * HEADER + 24, 1L);
            if (wholeSegments) {
                headers.set(JAVA_LONG, (long) i * HEADER + 32, controls.address() + (long) i * CONTROL);
            }
        }
    }

    /** Reads what a socket has; tells whether there may be more. */
    boolean read(int descriptor, Datagrams to) {
        int count = receive(descriptor);
        for (int i = 0; i < count; i++) {
            int length = headers.get(JAVA_INT, (long) i * HEADER + 56);
            int segment = segmentLength(i, length);
            for (int at = 0; at < length; at += segment) {
                to.datagram(bytes, (long) i * slot + at, Math.min(segment, length - at));
            }
        }
        return count == MESSAGES;
    }

    private int receive(int descriptor) {
        if (wholeSegments) {
            for (int i = 0; i < MESSAGES; i++) {
                headers.set(JAVA_LONG, (long) i * HEADER + 40, (long) CONTROL);
            }
        }
        try {
            return (int)
                    Kernel.RECVMMSG.invokeExact(descriptor, headers, MESSAGES, Kernel.MSG_DONTWAIT, MemorySegment.NULL);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** The control message, if there is one, carries the length of the segments. */
    private int segmentLength(int message, int length) {
        long control = (long) message * CONTROL;
        boolean told = wholeSegments
                && headers.get(JAVA_LONG, (long) message * HEADER + 40) >= 20
                && controls.get(JAVA_INT, control + 8) == Kernel.SOL_UDP
                && controls.get(JAVA_INT, control + 12) == Kernel.UDP_GRO;
        return told ? controls.get(JAVA_INT, control + 16) : Math.max(1, length);
    }

    static void copy(MemorySegment from, long offset, int length, byte[] to) {
        MemorySegment.copy(from, JAVA_BYTE, offset, to, 0, length);
    }
}
