package dev.roomjar.media.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Destination;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/**
 * Which local address a datagram came in by, and shall leave from: the control messages {@code IPV6_PKTINFO} (RFC 3542 §6.1) and,
 * on a socket of IPv4 alone, {@code IP_PKTINFO} (ip(7)). A socket that is bound to the wildcard address would else answer from
 * whichever address the route to the peer prefers, which is not the one that the peer asked and expects.
 *
 * <p>Local addresses are numbered as they turn up; the number is what {@link TransportAddress#base} says. Thread rule: one loop
 * each.
 */
final class PacketInfo {
    /** What one control message takes, the larger kind. */
    static final int SPACE = 40;

    /** A machine has few addresses; those beyond are answered from wherever the system likes. */
    private static final int MAX_ADDRESSES = 255;

    private static final int HEADER = 16;

    /** What a destination's source is by, kept with the destination. */
    private static final Object NOT_ASKED = new Object();

    private static final Object BY_ROUTE = new Object();
    private static final Object NOT_BY_ROUTE = new Object();

    // One numbering for all loops, since a datagram may be handed from one to another.
    private static final long[] high = new long[MAX_ADDRESSES + 1];
    private static final long[] low = new long[MAX_ADDRESSES + 1];

    /** Written after the entry that it counts. */
    private static volatile int known;

    private final boolean ipv4;

    /** @param family of the socket, {@code AF_INET} or {@code AF_INET6} */
    PacketInfo(int family) {
        ipv4 = family == LinuxCalls.AF_INET;
    }

    int optionLevel() {
        return ipv4 ? LinuxCalls.IPPROTO_IP : LinuxCalls.IPPROTO_IPV6;
    }

    /** The socket option that asks for it. */
    int optionName() {
        return ipv4 ? LinuxCalls.IP_PKTINFO : LinuxCalls.IPV6_RECVPKTINFO;
    }

    private int messageType() {
        return ipv4 ? LinuxCalls.IP_PKTINFO : LinuxCalls.IPV6_PKTINFO;
    }

    /** The number of the local address that the control messages name, 0 where they name none. */
    int read(MemorySegment controls, long from, long length) {
        long at = from;
        long end = from + length;
        while (end - at > HEADER) {
            long size = controls.get(JAVA_LONG, at);
            if (size < HEADER || size > end - at) {
                return 0;
            }
            if (controls.get(JAVA_INT, at + 8) == optionLevel() && controls.get(JAVA_INT, at + 12) == messageType()) {
                return readAddress(controls, at + HEADER, size - HEADER);
            }
            at += (size + 7) & -8;
        }
        return 0;
    }

    private int readAddress(MemorySegment controls, long data, long length) {
        if (length < (ipv4 ? 12 : 20)) {
            return 0;
        }
        return ipv4
                ? number(0, 0xffff_0000_0000L | (controls.get(LinuxSocket.IPV4, data + 8) & 0xffff_ffffL))
                : number(controls.get(LinuxSocket.IPV6, data), controls.get(LinuxSocket.IPV6, data + 8));
    }

    private static int number(long addressHigh, long addressLow) {
        int found = find(addressHigh, addressLow);
        return found != 0 ? found : add(addressHigh, addressLow);
    }

    private static int find(long addressHigh, long addressLow) {
        int count = known;
        for (int i = 1; i <= count; i++) {
            if (low[i] == addressLow && high[i] == addressHigh) {
                return i;
            }
        }
        return 0;
    }

    private static synchronized int add(long addressHigh, long addressLow) {
        int found = find(addressHigh, addressLow);
        if (found != 0 || known == MAX_ADDRESSES) {
            return found;
        }
        int number = known + 1;
        high[number] = addressHigh;
        low[number] = addressLow;
        known = number;
        return number;
    }

    /**
     * Writes the control message that lets a datagram leave from the address that its destination asked; tells its size, 0 where
     * there is none because the system would pick that address by itself.
     */
    int write(MemorySegment controls, long at, Destination destination) {
        int number = source(destination);
        return number == 0 ? 0 : write(controls, at, number);
    }

    /**
     * The message costs a tenth of the sending of a single packet. So a destination that is sent to more than once, and is no mere
     * reply to a check, is looked up in the routing table, by which nearly all need none.
     */
    private int source(Destination destination) {
        int base = destination.address().base();
        if (base < 1 || base > known || destination.engineAddress() == BY_ROUTE) {
            return 0;
        }
        if (destination.engineAddress() == null) {
            destination.engineAddress(NOT_ASKED);
        } else if (destination.engineAddress() == NOT_ASKED) {
            destination.engineAddress(byRoute(destination.address()) == base ? BY_ROUTE : NOT_BY_ROUTE);
        }
        return base;
    }

    private int byRoute(TransportAddress to) {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.connect(to.toSocketAddress());
            TransportAddress local = TransportAddress.of((InetSocketAddress) probe.getLocalAddress());
            return number(local.high(), local.low());
        } catch (IOException noRoute) {
            return 0;
        }
    }

    private int write(MemorySegment controls, long at, int number) {
        controls.set(JAVA_INT, at + 8, optionLevel());
        controls.set(JAVA_INT, at + 12, messageType());
        controls.set(JAVA_INT_UNALIGNED, at + HEADER, 0);
        if (ipv4) {
            controls.set(JAVA_LONG, at, HEADER + 12L);
            controls.set(LinuxSocket.IPV4, at + HEADER + 4, (int) low[number]);
            controls.set(LinuxSocket.IPV4, at + HEADER + 8, 0);
            return HEADER + 16;
        }
        controls.set(JAVA_LONG, at, HEADER + 20L);
        controls.set(LinuxSocket.IPV6, at + HEADER, high[number]);
        controls.set(LinuxSocket.IPV6, at + HEADER + 8, low[number]);
        controls.set(JAVA_INT, at + HEADER + 16, 0);
        return SPACE;
    }
}
