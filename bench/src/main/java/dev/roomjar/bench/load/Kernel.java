package dev.roomjar.bench.load;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** The system calls of 64-bit Linux that the load generator takes. */
final class Kernel {
    static final int AF_INET = 2;
    static final int SOCK_DGRAM_NONBLOCK = 2 | 0x800;
    static final int SOL_SOCKET = 1;
    static final int SO_RCVBUF = 8;
    static final int SOL_UDP = 17;
    static final int UDP_GRO = 104;
    static final int MSG_DONTWAIT = 0x40;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARY = LINKER.defaultLookup();

    static final MethodHandle SOCKET = call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    static final MethodHandle BIND = call("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    static final MethodHandle CONNECT = call("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    static final MethodHandle SETSOCKOPT =
            call("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    static final MethodHandle SEND =
            call("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    static final MethodHandle RECVMMSG =
            call("recvmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    /** {@code struct mallinfo2}: of its ten numbers the fifth is the bytes mapped, the eighth those in use otherwise. */
    private static final MemoryLayout MALLINFO = MemoryLayout.structLayout(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
            JAVA_LONG);

    private Kernel() {}

    /** Bytes that this process took by {@code malloc} and did not free, as glibc counts them; 0 where it does not. */
    static long mallocated() {
        var symbol = LIBRARY.find("mallinfo2");
        if (symbol.isEmpty()) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle mallinfo = downcall(symbol.get(), FunctionDescriptor.of(MALLINFO));
            var info = (MemorySegment) mallinfo.invoke((SegmentAllocator) arena);
            return info.get(JAVA_LONG, 4 * 8) + info.get(JAVA_LONG, 7 * 8);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static MethodHandle call(String name, FunctionDescriptor descriptor) {
        return downcall(LIBRARY.find(name).orElseThrow(), descriptor);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle downcall(MemorySegment symbol, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(symbol, descriptor);
    }
}
