package dev.roomjar.media.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IP address and UDP port (RFC 8445 §4) as a value without name service behind it. IPv4 is kept as an IPv4-mapped IPv6
 * address (RFC 4291 §2.5.5.2), so that one form serves both.
 *
 * @param high the first eight bytes of the IPv6 address, network order
 * @param low the last eight
 * @param port 0 to 65535
 */
public record TransportAddress(long high, long low, int port) {
    private static final long MAPPED = 0x0000_ffff_0000_0000L;

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
        return isIpv4() ? host + ":" + port : "[" + host + "]:" + port;
    }
}
