package dev.roomjar.app.server;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;

/** The addresses under which this machine can be reached, IPv4 first; loopback and link-local ones are left out. */
final class LocalAddresses {

    private LocalAddresses() {}

    static List<InetAddress> all() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LocalAddresses::up)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(LocalAddresses::withoutScope)
                    .distinct()
                    .sorted(Comparator.comparing((InetAddress address) -> address instanceof Inet4Address ? 0 : 1)
                            .thenComparing(InetAddress::getHostAddress))
                    .toList();
        } catch (SocketException unknown) {
            return List.of();
        }
    }

    /** As it stands in a URL. */
    static String inUrl(InetAddress address) {
        String text = withoutScope(address).getHostAddress();
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }

    private static boolean up(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }

    private static InetAddress withoutScope(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + address.getAddress().length + " bytes", impossible);
        }
    }
}
