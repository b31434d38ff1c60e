package dev.roomjar.media.net;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses under which peers may find a loop. */
final class LocalAddresses {
    private LocalAddresses() {}

    /** What to advertise for a socket: what was configured, else where it is bound, else every address of the machine. */
    static List<InetAddress> advertised(MediaConfig config) {
        if (!config.advertisedAddresses().isEmpty()) {
            return config.advertisedAddresses();
        }
        InetAddress bound = config.bindAddress();
        if (!bound.isAnyLocalAddress()) {
            return List.of(bound);
        }
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
                if (each.isUp()) {
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

    static List<InetSocketAddress> withPort(List<InetAddress> addresses, int port) {
        return addresses.stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }
}
