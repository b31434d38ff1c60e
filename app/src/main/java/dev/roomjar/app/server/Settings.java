package dev.roomjar.app.server;

import dev.roomjar.app.rooms.Limits;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * How a server is set up; {@link Options} reads it from flags, environment and file.
 *
 * @param host the address to listen on with HTTP, HTTPS and media; {@code 0.0.0.0} for all
 * @param port for HTTP, 0 for a free one
 * @param httpsPort for HTTPS, 0 for a free one
 * @param mediaPort for media over UDP, 0 for a free one
 * @param mediaAddresses what browsers are told to send media to; empty: every address of this machine
 * @param data the folder of everything that outlives a restart
 * @param dev whether templates are read again when they change
 */
public record Settings(
        InetAddress host,
        int port,
        int httpsPort,
        int mediaPort,
        List<InetAddress> mediaAddresses,
        Path data,
        Limits limits,
        boolean dev) {

    public Settings {
        mediaAddresses = List.copyOf(mediaAddresses);
    }
}
