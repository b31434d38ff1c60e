package dev.roomjar.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.ice.TransportAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket and an eventfd by their file descriptors: open, wait, wake, close. IPv6 sockets take IPv4 as well, except where
 * bound to one IPv6 address.
 */
final class LinuxSocket implements AutoCloseable {
    private static final ValueLayout.OfShort PORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfInt IPV4 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfLong IPV6 = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment capture = arena.allocate(LinuxCalls.CAPTURE);
    private final MemorySegment wakeCapture = arena.allocate(LinuxCalls.CAPTURE);
    private final MemorySegment pollSet = arena.allocate(16, 8);
    private final MemorySegment timeout = arena.allocate(16, 8);
    private final MemorySegment one = arena.allocate(8, 8);
    private final MemorySegment drained = arena.allocate(8, 8);
    private final int family;
    private final @Nullable PacketInfo packetInfo;
    private final int descriptor;
    private final int eventDescriptor;
    private volatile boolean closed;

    /** @param shared whether other sockets may be bound to the same port */
    LinuxSocket(InetSocketAddress bind, boolean shared) {
        try {
            int opened = bind.getAddress() instanceof Inet4Address
                            && !bind.getAddress().isAnyLocalAddress()
                    ? -1
                    : open(LinuxCalls.AF_INET6);
            family = opened >= 0 ? LinuxCalls.AF_INET6 : LinuxCalls.AF_INET;
            descriptor = opened >= 0 ? opened : open(LinuxCalls.AF_INET);
            check("socket", descriptor);
            eventDescriptor = (int) LinuxCalls.EVENTFD.invokeExact(capture, 0, LinuxCalls.EFD_NONBLOCK_CLOEXEC);
            check("eventfd", eventDescriptor);
            packetInfo = bind.getAddress().isAnyLocalAddress() ? new PacketInfo(family) : null;
            configure(bind, shared);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        one.set(JAVA_LONG, 0, 1L);
        watch(0, descriptor);
        watch(1, eventDescriptor);
    }

    private int open(int ofFamily) throws Throwable {
        return (int) LinuxCalls.SOCKET.invokeExact(capture, ofFamily, LinuxCalls.SOCK_DGRAM_CLOEXEC, 0);
    }

    private void configure(InetSocketAddress bind, boolean shared) throws Throwable {
        option(LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVBUF, NioEngine.SOCKET_BUFFER);
        option(LinuxCalls.SOL_SOCKET, LinuxCalls.SO_SNDBUF, NioEngine.SOCKET_BUFFER);
        if (family == LinuxCalls.AF_INET6) {
            option(LinuxCalls.IPPROTO_IPV6, LinuxCalls.IPV6_V6ONLY, 0);
        }
        if (shared) {
            option(LinuxCalls.SOL_SOCKET, LinuxCalls.SO_REUSEPORT, 1);
        }
        if (packetInfo != null) {
            option(packetInfo.optionLevel(), packetInfo.optionName(), 1);
        }
        MemorySegment address = arena.allocate(LinuxCalls.SOCKADDR_SIZE, 8);
        TransportAddress wanted = bind.getAddress().isAnyLocalAddress()
                ? new TransportAddress(0, 0, bind.getPort())
                : TransportAddress.of(bind);
        int size = writeAddress(address, 0, wanted);
        int result = (int) LinuxCalls.BIND.invokeExact(capture, descriptor, address, size);
        if (result != 0) {
            int errno = errno();
            close();
            throw new MediaException("cannot bind UDP " + bind + ": " + bindProblem(errno));
        }
    }

    private static String bindProblem(int errno) {
        return switch (errno) {
            case LinuxCalls.EADDRINUSE -> "the port is in use; choose another port";
            case LinuxCalls.EADDRNOTAVAIL -> "this machine has no such address; choose another address";
            case LinuxCalls.EACCES -> "it is not permitted; choose a port from 1024 on";
            default -> "errno " + errno;
        };
    }

    private void option(int level, int name, int value) throws Throwable {
        MemorySegment holder = arena.allocate(4, 4);
        holder.set(JAVA_INT, 0, value);
        int result = (int) LinuxCalls.SETSOCKOPT.invokeExact(capture, descriptor, level, name, holder, 4);
        check("setsockopt " + level + "/" + name, result);
    }

    private void watch(int entry, int watched) {
        pollSet.set(JAVA_INT, entry * 8L, watched);
        pollSet.set(JAVA_SHORT, entry * 8L + 4, LinuxCalls.POLLIN);
    }

    private void check(String call, int result) {
        if (result < 0) {
            throw new MediaException(call + " failed with errno " + errno());
        }
    }

    int descriptor() {
        return descriptor;
    }

    /** Tells local addresses apart; null where this socket is bound to one. */
    @Nullable
    PacketInfo packetInfo() {
        return packetInfo;
    }

    MemorySegment capture() {
        return capture;
    }

    /** The error number of this thread's last failed call. */
    int errno() {
        return LinuxCalls.errno(capture);
    }

    InetSocketAddress localAddress() {
        MemorySegment address = arena.allocate(LinuxCalls.SOCKADDR_SIZE, 8);
        MemorySegment size = arena.allocate(4, 4);
        size.set(JAVA_INT, 0, LinuxCalls.SOCKADDR_SIZE);
        try {
            check("getsockname", (int) LinuxCalls.GETSOCKNAME.invokeExact(capture, descriptor, address, size));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        boolean any = high(address, 0) == 0 && (low(address, 0) == 0 || low(address, 0) == 0xffff_0000_0000L);
        return any
                ? new InetSocketAddress(port(address, 0))
                : new TransportAddress(high(address, 0), low(address, 0), port(address, 0)).toSocketAddress();
    }

    /** Writes an address in this socket's family and tells its size. */
    int writeAddress(MemorySegment target, long at, TransportAddress address) {
        target.set(JAVA_SHORT_UNALIGNED, at, (short) family);
        target.set(PORT, at + 2, (short) address.port());
        target.set(JAVA_INT_UNALIGNED, at + 4, 0);
        if (family == LinuxCalls.AF_INET) {
            target.set(IPV4, at + 4, address.ipv4());
            target.set(JAVA_LONG_UNALIGNED, at + 8, 0L);
            return LinuxCalls.SOCKADDR_IN_SIZE;
        }
        target.set(IPV6, at + 8, address.high());
        target.set(IPV6, at + 16, address.low());
        target.set(JAVA_INT_UNALIGNED, at + 24, 0);
        return LinuxCalls.SOCKADDR_SIZE;
    }

    long high(MemorySegment source, long at) {
        return family == LinuxCalls.AF_INET ? 0 : source.get(IPV6, at + 8);
    }

    long low(MemorySegment source, long at) {
        return family == LinuxCalls.AF_INET
                ? 0xffff_0000_0000L | (source.get(IPV4, at + 4) & 0xffff_ffffL)
                : source.get(IPV6, at + 16);
    }

    static int port(MemorySegment source, long at) {
        return source.get(PORT, at + 2) & 0xffff;
    }

    /** Waits until a datagram or a wake-up is there, or for the time given. */
    void await(long timeoutNanos) throws Throwable {
        timeout.set(JAVA_LONG, 0, timeoutNanos / 1_000_000_000);
        timeout.set(JAVA_LONG, 8, timeoutNanos % 1_000_000_000);
        int ready = (int) LinuxCalls.PPOLL.invokeExact(pollSet.address(), 2L, timeout.address(), 0L);
        if (ready > 0 && pollSet.get(JAVA_SHORT, 14) != 0) {
            long ignored = (long) LinuxCalls.READ.invokeExact(eventDescriptor, drained.address(), 8L);
        }
    }

    /** Waits a moment until the send buffer has room again. */
    void awaitRoom() throws Throwable {
        pollSet.set(JAVA_SHORT, 4, LinuxCalls.POLLOUT);
        timeout.set(JAVA_LONG, 0, 0L);
        timeout.set(JAVA_LONG, 8, 2_000_000L);
        int ignored = (int) LinuxCalls.PPOLL.invokeExact(pollSet.address(), 1L, timeout.address(), 0L);
        pollSet.set(JAVA_SHORT, 4, LinuxCalls.POLLIN);
    }

    /** From any thread. */
    synchronized void wakeUp() {
        if (closed) {
            return;
        }
        try {
            long ignored = (long) LinuxCalls.WRITE.invokeExact(wakeCapture, eventDescriptor, one.address(), 8L);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            int ignored = (int) LinuxCalls.CLOSE.invokeExact(capture, descriptor);
            ignored = (int) LinuxCalls.CLOSE.invokeExact(capture, eventDescriptor);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        arena.close();
    }
}
