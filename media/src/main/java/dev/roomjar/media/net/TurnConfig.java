package dev.roomjar.media.net;

import dev.roomjar.media.turn.TurnSettings;
import java.net.InetAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How the TURN server in front of a media server is set up.
 *
 * @param bindAddress the local address that the media server is bound to, and that clients are awaited on; the wildcard
 *     address for all
 * @param port for UDP, TCP and TLS alike; 0 for a free one
 * @param tls with the certificate for clients over TLS; null: those are turned away
 * @param settings realm, secret and limits
 * @param maximumConnections over TCP and TLS, at once in all
 * @param connectionsPerAddress likewise, of one IPv4 address or one /64 of IPv6: an office behind NAT is one
 * @param proofTimeout how long a connection may be without an allocation
 */
public record TurnConfig(
        InetAddress bindAddress,
        int port,
        @Nullable SSLContext tls,
        TurnSettings settings,
        int maximumConnections,
        int connectionsPerAddress,
        Duration proofTimeout) {

    public TurnConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("TURN configuration: port is " + port + "; write 0 to 65535");
        }
    }

    /** No TLS, 4,000 connections, 500 of one address, 15 seconds. */
    public static TurnConfig of(InetAddress bindAddress, int port, TurnSettings settings) {
        return new TurnConfig(bindAddress, port, null, settings, 4_000, 500, Duration.ofSeconds(15));
    }

    public TurnConfig tls(SSLContext tls) {
        return new TurnConfig(
                bindAddress, port, tls, settings, maximumConnections, connectionsPerAddress, proofTimeout);
    }

    public TurnConfig connectionsPerAddress(int most) {
        return new TurnConfig(bindAddress, port, tls, settings, maximumConnections, most, proofTimeout);
    }

    public TurnConfig proofTimeout(Duration timeout) {
        return new TurnConfig(bindAddress, port, tls, settings, maximumConnections, connectionsPerAddress, timeout);
    }
}
