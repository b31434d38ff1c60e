package dev.roomjar.app.server;

import dev.roomjar.media.turn.TurnCredentials;
import dev.roomjar.opentok.signalling.IceServer;
import dev.roomjar.opentok.signalling.IceServers;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The TURN servers that a browser is told to use when it connects, with credentials of its own. */
final class RelayServers {

    /** A page that stays open longer gets new ones whenever it reconnects; calls under way outlive them. */
    private static final Duration CREDENTIALS_LIFE = Duration.ofDays(1);

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9.-]{1,253}");
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9a-fA-F:.]{2,45})]?");

    private RelayServers() {}

    static IceServers none() {
        return (_, _) -> List.of();
    }

    static IceServers external(Turn.External turn, InstantSource clock) {
        return switch (turn.login()) {
            case Turn.Nothing _ -> (_, _) -> List.of(new IceServer(turn.urls(), "", ""));
            case Turn.User(String name, String password) ->
                (_, _) -> List.of(new IceServer(turn.urls(), name, password));
            case Turn.SharedSecret(String secret) ->
                (connectionId, _) -> List.of(withCredentials(turn.urls(), secret, connectionId, clock));
        };
    }

    /**
     * The embedded one.
     *
     * @param fixed where browsers are told to find it; empty: under the host that the page came from, which is the name that
     *     works for them, or for pages of this very machine under an address of the media server
     * @param media where the media server is found
     */
    static IceServers embedded(
            int port,
            boolean overTls,
            String secret,
            List<InetSocketAddress> fixed,
            Supplier<List<InetSocketAddress>> media,
            InstantSource clock) {
        return (connectionId, pageHost) -> {
            String page = urlHost(pageHost);
            List<String> hosts = !fixed.isEmpty()
                    ? hosts(fixed)
                    : page != null && !isThisMachine(page) ? List.of(page) : hosts(media.get());
            Stream<String> plain = hosts.stream()
                    .flatMap(host -> Stream.of("udp", "tcp")
                            .map(transport -> "turn:" + host + ":" + port + "?transport=" + transport));
            Stream<String> secure = overTls && page != null
                    ? Stream.of("turns:" + page + ":" + port + "?transport=tcp")
                    : Stream.empty();
            return List.of(withCredentials(Stream.concat(plain, secure).toList(), secret, connectionId, clock));
        };
    }

    /** The first of them: browsers gather at every URL, and one that works is enough. */
    private static List<String> hosts(List<InetSocketAddress> addresses) {
        return addresses.stream()
                .limit(1)
                .map(address -> LocalAddresses.inUrl(address.getAddress()))
                .toList();
    }

    private static boolean isThisMachine(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.startsWith("127.")
                || name.equals("[::1]");
    }

    /** What the client says that the host is, if it can stand in a URL. */
    private static @Nullable String urlHost(@Nullable String host) {
        if (host == null) {
            return null;
        }
        if (HOST_NAME.matcher(host).matches()) {
            return host;
        }
        var address = IPV6.matcher(host);
        return address.matches() && host.contains(":") ? "[" + address.group(1) + "]" : null;
    }

    private static IceServer withCredentials(List<String> urls, String secret, String id, InstantSource clock) {
        Instant expires = clock.instant().plus(CREDENTIALS_LIFE);
        TurnCredentials credentials = TurnCredentials.expiring(secret, id, expires);
        return new IceServer(urls, credentials.username(), credentials.password());
    }
}
