package dev.roomjar.opentok.signalling;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How browsers may reach the platform.
 *
 * @param allowedOrigins origins ({@code https://example.org}) of pages on other hosts that may connect; {@code *} allows
 *     every origin. Pages of the server's own host always may
 * @param iceServers what browsers are told to use for their peer connections besides the server's own addresses
 * @param pingInterval how often a silent client is asked whether it is there
 * @param idleTimeout after how long without a word a socket is given up; more than the ping interval
 */
public record SignallingOptions(
        Set<String> allowedOrigins, IceServers iceServers, Duration pingInterval, Duration idleTimeout) {
    public SignallingOptions {
        allowedOrigins = Set.copyOf(allowedOrigins);
        if (!pingInterval.isPositive() || pingInterval.compareTo(idleTimeout) >= 0) {
            throw new IllegalArgumentException("The ping interval (" + pingInterval
                    + ") is more than zero and less than the idle timeout (" + idleTimeout + ")");
        }
    }

    /** Own host only, no ICE servers, ping each 5 s, idle after 12 s. */
    public static SignallingOptions defaults() {
        return new SignallingOptions(Set.of(), (_, _) -> List.of(), Duration.ofSeconds(5), Duration.ofSeconds(12));
    }

    public SignallingOptions allowOrigins(Set<String> origins) {
        return new SignallingOptions(origins, iceServers, pingInterval, idleTimeout);
    }

    /** The same servers for every client. */
    public SignallingOptions useIceServers(List<IceServer> servers) {
        List<IceServer> all = List.copyOf(servers);
        return useIceServers((_, _) -> all);
    }

    public SignallingOptions useIceServers(IceServers servers) {
        return new SignallingOptions(allowedOrigins, servers, pingInterval, idleTimeout);
    }
}
