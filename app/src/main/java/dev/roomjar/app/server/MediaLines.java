package dev.roomjar.app.server;

import dev.roomjar.media.AdvertisedAddress;
import dev.roomjar.media.AdvertisedAddress.Origin;
import dev.roomjar.media.AdvertisedAddress.Protocol;
import dev.roomjar.media.net.Reach;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the banner says of audio and video: where browsers are told to send, and how that was found. */
final class MediaLines {
    private static final String LABEL = "  Audio and video    ";

    private MediaLines() {}

    static List<String> of(List<AdvertisedAddress> advertised, Reach reach) {
        Map<InetSocketAddress, Set<Protocol>> protocols = new LinkedHashMap<>();
        Map<InetSocketAddress, Origin> origins = new LinkedHashMap<>();
        for (AdvertisedAddress each : advertised) {
            protocols.computeIfAbsent(each.address(), any -> new TreeSet<>()).add(each.protocol());
            origins.putIfAbsent(each.address(), each.origin());
        }
        List<String> lines = new ArrayList<>();
        protocols.forEach((address, spoken) -> lines.add(indent(lines) + names(spoken) + " " + text(address)
                + words(origins.getOrDefault(address, Origin.BOUND))));
        if (reach.stunServer() != null && reach.advertised().isEmpty() && !origins.containsValue(Origin.STUN)) {
            lines.add(indent(lines) + "(asking the STUN server "
                    + reach.stunServer().getHostString() + " for the address outside)");
        }
        return lines;
    }

    private static String indent(List<String> before) {
        return before.isEmpty() ? LABEL : " ".repeat(LABEL.length());
    }

    private static String names(Set<Protocol> spoken) {
        return spoken.stream().map(Protocol::name).collect(Collectors.joining(" and "));
    }

    private static String text(InetSocketAddress address) {
        return LocalAddresses.inUrl(address.getAddress()) + ":" + address.getPort();
    }

    private static String words(Origin origin) {
        return switch (origin) {
            case CONFIGURED -> " (set by --media-address)";
            case BOUND -> " (set by --host)";
            case INTERFACE -> " (an address of this machine)";
            case STUN -> " (as the STUN server sees this machine)";
        };
    }
}
