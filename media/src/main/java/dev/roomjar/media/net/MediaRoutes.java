package dev.roomjar.media.net;

import dev.roomjar.media.ice.TransportAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that peers know the media server by, and where this machine finds it: an address in front of a NAT may not be
 * reachable from behind it. Thread rule: one thread at a time.
 */
final class MediaRoutes {
    private static final byte[] LOOPBACK_IPV4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final InetAddress bound;
    private final Supplier<List<UdpRoute>> advertised;
    private List<UdpRoute> known = List.of();
    private Map<TransportAddress, InetSocketAddress> targets = Map.of();

    /** @param bound the local address that the media server is bound to, the wildcard address for all */
    MediaRoutes(InetAddress bound, Supplier<List<UdpRoute>> advertised) {
        this.bound = bound;
        this.advertised = advertised;
        refresh();
    }

    /** Looks whether the media server advertises other addresses by now. */
    void refresh() {
        List<UdpRoute> now = advertised.get();
        if (now.equals(known)) {
            return;
        }
        known = List.copyOf(now);
        Map<TransportAddress, InetSocketAddress> found = new LinkedHashMap<>();
        for (UdpRoute route : known) {
            InetSocketAddress address = route.advertised();
            found.put(
                    TransportAddress.of(address), new InetSocketAddress(host(address.getAddress()), route.localPort()));
        }
        targets = found;
    }

    private InetAddress host(InetAddress advertised) {
        if (!bound.isAnyLocalAddress()) {
            return bound;
        }
        if (isOfThisMachine(advertised)) {
            return advertised;
        }
        try {
            return InetAddress.getByAddress(advertised instanceof Inet4Address ? LOOPBACK_IPV4 : LOOPBACK_IPV6);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }

    /** Where to send for a peer; null where that is not the media server. */
    @Nullable
    InetSocketAddress target(TransportAddress peer) {
        return targets.get(peer);
    }

    boolean knowsHost(TransportAddress peer) {
        return targets.keySet().stream().anyMatch(known -> known.high() == peer.high() && known.low() == peer.low());
    }

    /** The first advertised address of a family; null where there is none. */
    @Nullable
    TransportAddress first(boolean ipv4) {
        return targets.keySet().stream()
                .filter(known -> known.isIpv4() == ipv4)
                .findFirst()
                .orElse(null);
    }
}
