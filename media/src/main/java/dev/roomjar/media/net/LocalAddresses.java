package dev.roomjar.media.net;

import dev.roomjar.media.AdvertisedAddress;
import dev.roomjar.media.AdvertisedAddress.Origin;
import dev.roomjar.media.AdvertisedAddress.Protocol;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The addresses under which peers may find a loop. */
final class LocalAddresses {
    /** Bridges and links between containers and virtual machines of this machine: nobody outside reaches them. */
    private static final Pattern INTERNAL =
            Pattern.compile("(docker|br-|veth|virbr|vmnet|vboxnet|podman|cni|cali|flannel|lxc|lxd).*");

    private LocalAddresses() {}

    /** What to advertise for a port: what was configured, else where it is bound, else every address of the machine. */
    static List<AdvertisedAddress> advertised(MediaConfig config, int port) {
        Protocols protocols = config.reach().protocols();
        return Stream.concat(
                        protocols.udp() ? with(Protocol.UDP, config, port) : Stream.empty(),
                        protocols.tcp() ? with(Protocol.TCP, config, port) : Stream.empty())
                .toList();
    }

    private static Stream<AdvertisedAddress> with(Protocol protocol, MediaConfig config, int port) {
        List<InetSocketAddress> configured = config.reach().advertised();
        if (!configured.isEmpty()) {
            return configured.stream()
                    .map(address -> new InetSocketAddress(address.getAddress(), port(address.getPort(), config, port)))
                    .map(address -> new AdvertisedAddress(address, protocol, Origin.CONFIGURED));
        }
        InetAddress bound = config.bindAddress();
        Origin origin = bound.isAnyLocalAddress() ? Origin.INTERFACE : Origin.BOUND;
        return (bound.isAnyLocalAddress() ? ofThisMachine() : List.of(bound))
                .stream().map(address -> new AdvertisedAddress(new InetSocketAddress(address, port), protocol, origin));
    }

    private static int port(int configured, MediaConfig config, int own) {
        if (configured == 0) {
            return own;
        }
        return config.port() == 0 ? configured : configured + own - config.port();
    }

    /**
     * Adds what a STUN server sees, behind the addresses of this machine, over which peers nearby come on a shorter way. Where the
     * port is the same outside, the address is most likely this machine's alone, and serves TCP as well.
     */
    static List<AdvertisedAddress> withOutside(
            List<AdvertisedAddress> own, List<InetSocketAddress> outside, Protocols protocols, int port) {
        List<AdvertisedAddress> all = new ArrayList<>(own);
        for (InetSocketAddress address : outside) {
            boolean known = own.stream().anyMatch(each -> each.address().equals(address));
            if (!known && protocols.udp()) {
                all.add(new AdvertisedAddress(address, Protocol.UDP, Origin.STUN));
            }
            if (!known && protocols.tcp() && address.getPort() == port) {
                all.add(new AdvertisedAddress(address, Protocol.TCP, Origin.STUN));
            }
        }
        all.sort(Comparator.comparing(AdvertisedAddress::protocol));
        return List.copyOf(all);
    }

    private static List<InetAddress> ofThisMachine() {
        List<InetAddress> all = ofInterfaces();
        List<InetAddress> remote =
                all.stream().filter(address -> !address.isLoopbackAddress()).toList();
        // A machine without a network still serves its own browser.
        return remote.isEmpty() ? all : remote;
    }

    /** Every usable address, IPv4 first: link-local ones need a zone that candidates cannot carry. */
    private static List<InetAddress> ofInterfaces() {
        List<InetAddress> found = new ArrayList<>();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp() && !isInternal(each.getName())) {
                    each.inetAddresses()
                            .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
                            .forEach(found::add);
                }
            }
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparing(address -> !(address instanceof Inet4Address)));
        return found;
    }

    static boolean isInternal(String interfaceName) {
        return INTERNAL.matcher(interfaceName).matches();
    }
}
