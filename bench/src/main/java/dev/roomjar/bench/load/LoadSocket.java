package dev.roomjar.bench.load;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.roomjar.media.ice.TransportAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One peer's UDP socket, IPv4, connected to the server. Thread rule: the load's thread. */
final class LoadSocket {
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final int LOOPBACK = 0x0100007f;

    private final int descriptor;
    private final MemorySegment scratch;

    /**
     * @param wholeSegments whether the kernel may hand over segmented runs in one piece ({@code UDP_GRO}); else it cuts them up
     *     on the sender's account
     */
    LoadSocket(Arena arena, MemorySegment scratch, boolean wholeSegments) {
        this.scratch = scratch;
        try {
            descriptor = (int) Kernel.SOCKET.invokeExact(Kernel.AF_INET, Kernel.SOCK_DGRAM_NONBLOCK, 0);
            if (descriptor < 0) {
                throw new IllegalStateException("no more sockets; raise the limit of open files (ulimit -n)");
            }
            MemorySegment option = arena.allocate(4, 4);
            option.set(JAVA_INT, 0, RECEIVE_BUFFER);
            require((int) Kernel.SETSOCKOPT.invokeExact(descriptor, Kernel.SOL_SOCKET, Kernel.SO_RCVBUF, option, 4));
            if (wholeSegments) {
                option.set(JAVA_INT, 0, 1);
                require((int) Kernel.SETSOCKOPT.invokeExact(descriptor, Kernel.SOL_UDP, Kernel.UDP_GRO, option, 4));
            }
            MemorySegment name = name(arena, LOOPBACK, 0);
            require((int) Kernel.BIND.invokeExact(descriptor, name, 16));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    void connect(Arena arena, TransportAddress server) {
        try {
            MemorySegment name = name(arena, Integer.reverseBytes(server.ipv4()), server.port());
            require((int) Kernel.CONNECT.invokeExact(descriptor, name, 16));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static MemorySegment name(Arena arena, int address, int port) {
        MemorySegment name = arena.allocate(16, 8);
        name.set(JAVA_SHORT, 0, (short) Kernel.AF_INET);
        name.set(JAVA_SHORT, 2, Short.reverseBytes((short) port));
        name.set(JAVA_INT, 4, address);
        return name;
    }

    /** Sends; what the kernel refuses is lost, as on any network. */
    void send(byte[] bytes, int offset, int length) {
        MemorySegment.copy(bytes, offset, scratch, JAVA_BYTE, 0, length);
        try {
            long ignored = (long) Kernel.SEND.invokeExact(descriptor, scratch, (long) length, Kernel.MSG_DONTWAIT);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    int descriptor() {
        return descriptor;
    }

    void close() {
        try {
            int ignored = (int) Kernel.CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void require(int result) {
        if (result != 0) {
            throw new IllegalStateException("a socket call failed");
        }
    }
}
