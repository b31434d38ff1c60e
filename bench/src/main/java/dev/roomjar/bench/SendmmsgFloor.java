package dev.roomjar.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What the same packets cost where nothing is done but to send them: one {@code sendmmsg} per packet of the publisher, with one
 * message per subscriber. No encryption, no RTCP, no segmentation offload. 64-bit Linux only.
 */
final class SendmmsgFloor implements AutoCloseable {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final int HEADER = 64;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SOCKET =
            call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle SENDMMSG =
            call("sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment headers;
    private final MemorySegment iovecs;
    private final int count;
    private final int descriptor;

    /** @param targets IPv4 addresses */
    SendmmsgFloor(List<InetSocketAddress> targets) {
        count = targets.size();
        try {
            descriptor = (int) SOCKET.invokeExact(AF_INET, SOCK_DGRAM, 0);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        headers = arena.allocate((long) count * HEADER, 64);
        iovecs = arena.allocate(count * 16L, 64);
        MemorySegment names = arena.allocate(count * 16L, 64);
        MemorySegment packet = arena.allocate(1_500, 64);
        for (int i = 0; i < count; i++) {
            writeName(names, i * 16L, targets.get(i));
            headers.set(JAVA_LONG, (long) i * HEADER, names.address() + i * 16L);
            headers.set(JAVA_INT, (long) i * HEADER + 8, 16);
            headers.set(JAVA_LONG, (long) i * HEADER + 16, iovecs.address() + i * 16L);
            headers.set(JAVA_LONG, (long) i * HEADER + 24, 1L);
            iovecs.set(JAVA_LONG, i * 16L, packet.address());
        }
    }

    private static void writeName(MemorySegment names, long at, InetSocketAddress target) {
        names.set(JAVA_SHORT, at, (short) AF_INET);
        names.set(JAVA_BYTE, at + 2, (byte) (target.getPort() >> 8));
        names.set(JAVA_BYTE, at + 3, (byte) target.getPort());
        MemorySegment.copy(target.getAddress().getAddress(), 0, names, JAVA_BYTE, at + 4, 4);
    }

    /** Sends one packet of that many bytes to everyone; tells how many were sent. */
    int send(int length) {
        for (int i = 0; i < count; i++) {
            iovecs.set(JAVA_LONG, i * 16L + 8, (long) length);
        }
        try {
            return (int) SENDMMSG.invokeExact(descriptor, headers, count, 0);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), descriptor);
    }

    @Override
    public void close() {
        try {
            int ignored = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        arena.close();
    }
}
