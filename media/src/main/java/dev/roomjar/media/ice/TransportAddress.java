package dev.roomjar.media.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * The remote end of a candidate pair (RFC 8445 §4) as a value without name service behind it: an IP address, a port, and the
 * end of ours that it is reached from. IPv4 is kept as an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2), so that one form serves
 * both.
 *
 * @param high the first eight bytes of the IPv6 address, network order
 * @param low the last eight
 * @param port 0 to 65535
 * @param base our end (RFC 8445 §4): 0 for UDP from whichever local address the system picks; below {@link #TCP} for UDP from the
 *     local address that the socket knows by this number; from there on for one TCP connection
 */
public record TransportAddress(long high, long low, int port, int base) {
    /** The first number of a TCP connection. */
    public static final int TCP = 1 << 16;

    private static final long MAPPED = 0x0000_ffff_0000_0000L;

    /** Reached by UDP from whichever local address the system picks. */
    public TransportAddress(long high, long low, int port) {
        this(high, low, port, 0);
    }

    /** An IPv4 address given as its 32 bits in network order. */
    public static TransportAddress ofIpv4(int address, int port) {
        return new TransportAddress(0, MAPPED | (address & 0xffff_ffffL), port);
    }

    /** The value of a resolved socket address. */
    public static TransportAddress of(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == 4
                ? ofIpv4(buffer.getInt(), address.getPort())
                : new TransportAddress(buffer.getLong(), buffer.getLong(), address.getPort());
    }

    /** The same remote address as seen from another end of ours. */
    public TransportAddress from(int otherBase) {
        return new TransportAddress(high, low, port, otherBase);
    }

    /** Whether this is the other end of a TCP connection or, as a candidate of ours, where TCP connections are taken. */
    public boolean isTcp() {
        return base >= TCP;
    }

    /** Whether this is an IPv4 address. */
    public boolean isIpv4() {
        return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
    }

    /** The 32 bits of an IPv4 address; meaningful only where {@link #isIpv4()}. */
    public int ipv4() {
        return (int) low;
    }

    public InetSocketAddress toSocketAddress() {
        ByteBuffer bytes = isIpv4()
                ? ByteBuffer.allocate(4).putInt(ipv4())
                : ByteBuffer.allocate(16).putLong(high).putLong(low);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes.array()), port);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public String toString() {
        String host = toSocketAddress().getAddress().getHostAddress();
        return (isIpv4() ? host : "[" + host + "]") + ":" + port + (isTcp() ? " by TCP" : "");
    }
}
