package dev.roomjar.app.browser;

import dev.roomjar.app.rooms.Limits;
import dev.roomjar.app.server.Roomjar;
import dev.roomjar.app.server.Settings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server on loopback and on ports that are free at first and stay the same over restarts. */
final class Server implements AutoCloseable {

    private final Path data;
    private final @Nullable Path templates;
    private Roomjar roomjar;
    private final int port;
    private final int httpsPort;

    Server(Path data) {
        this(data, null);
    }

    /** A server that reads the templates of a folder again when they change. */
    Server(Path data, @Nullable Path templates) {
        this.data = data;
        this.templates = templates;
        roomjar = Roomjar.start(settings(0, 0));
        port = roomjar.port();
        httpsPort = roomjar.httpsPort();
    }

    String http() {
        return "http://localhost:" + port;
    }

    int port() {
        return port;
    }

    String https() {
        return "https://localhost:" + httpsPort;
    }

    void stop() {
        roomjar.close();
    }

    void startAgain() {
        roomjar = Roomjar.start(settings(port, httpsPort));
    }

    @Override
    public void close() {
        roomjar.close();
    }

    private Settings settings(int http, int https) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new Settings(loopback, http, https, 0, List.of(loopback), data, new Limits(50, 20), templates);
    }
}
