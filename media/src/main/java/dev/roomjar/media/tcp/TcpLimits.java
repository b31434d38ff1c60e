package dev.roomjar.media.tcp;

import java.time.Duration;

/**
 * What TCP connections may take of one media loop. A connection is a stranger's until a connectivity check with the password of one
 * of the loop's peers has come over it.
 *
 * @param connections open at once, strangers included
 * @param perSource of one IPv4 address, or of one IPv6 network of 64 bits; high, since a whole office may share an address
 * @param strangers at once; beyond, the eldest makes room, since those that mean well are strangers for milliseconds only
 * @param strangersPerSource at once, beyond which the newest is refused
 * @param proof how long a stranger may take to prove itself, and how long a connection stays whose peer has left
 * @param idle after which a connection that is not heard is closed
 * @param strangerChecks connectivity checks of a stranger, beyond which it is closed
 * @param queue bytes that wait for a slow connection, beyond those in the system's send buffer
 */
public record TcpLimits(
        int connections,
        int perSource,
        int strangers,
        int strangersPerSource,
        Duration proof,
        Duration idle,
        int strangerChecks,
        int queue) {

    public static final TcpLimits DEFAULT =
            new TcpLimits(4_096, 512, 256, 64, Duration.ofSeconds(10), Duration.ofSeconds(60), 32, 64 << 10);
}
