package dev.roomjar.media.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where and over what peers are told that they can send.
 *
 * @param advertised the addresses that peers are told; port 0 stands for the loop's own, another for the first loop, the others
 *     following it as their own ports do. Empty: found, from the address that is bound or from the network interfaces, and by
 *     asking the STUN server
 * @param stunServer asked which address and port the network outside sees (RFC 8489); a host name is looked up each time. Null:
 *     nobody is asked
 * @param protocols over which peers are told that they can send
 */
public record Reach(
        List<InetSocketAddress> advertised, @Nullable InetSocketAddress stunServer, Protocols protocols) {

    /** What the network interfaces say, UDP and TCP. */
    public static final Reach DEFAULT = new Reach(List.of(), null, Protocols.UDP_AND_TCP);

    public Reach {
        advertised = List.copyOf(advertised);
        for (InetSocketAddress address : advertised) {
            if (address.isUnresolved() || address.getAddress().isAnyLocalAddress()) {
                throw new IllegalArgumentException("media configuration: peers cannot send to " + address
                        + "; write an address that they can reach");
            }
        }
    }

    /** These addresses, at the port in use. */
    public static Reach at(InetAddress... addresses) {
        return DEFAULT.advertised(Stream.of(addresses)
                .map(address -> new InetSocketAddress(address, 0))
                .toList());
    }

    public Reach advertised(List<InetSocketAddress> addresses) {
        return new Reach(addresses, stunServer, protocols);
    }

    public Reach stunServer(@Nullable InetSocketAddress server) {
        return new Reach(advertised, server, protocols);
    }

    public Reach protocols(Protocols chosen) {
        return new Reach(advertised, stunServer, chosen);
    }
}
