package dev.roomjar.app.browser;

import dev.roomjar.app.embed.Embedding;
import dev.roomjar.app.rooms.Limits;
import dev.roomjar.app.server.Roomjar;
import dev.roomjar.app.server.Settings;
import dev.roomjar.app.server.Turn;
import dev.roomjar.app.signon.SignOn;
import dev.roomjar.media.congestion.BandwidthLimits;
import dev.roomjar.media.net.Reach;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server on loopback and on ports that are free at first and stay the same over restarts. */
final class Server implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Path data;
    private final InetAddress host;
    private final InetAddress mediaAddress;
    private final @Nullable Path templates;
    private final Embedding embedding;
    private final SignOn.Settings signOn;
    private Roomjar roomjar;
    private final int port;
    private final int httpsPort;

    Server(Path data) {
        this(data, LOOPBACK, LOOPBACK, null, Embedding.OFF, SignOn.Settings.NONE);
    }

    /** A server that reads the templates of a folder again when they change. */
    Server(Path data, @Nullable Path templates) {
        this(data, LOOPBACK, LOOPBACK, templates, Embedding.OFF, SignOn.Settings.NONE);
    }

    /** @param mediaAddress what browsers are told to send media to */
    Server(Path data, InetAddress host, InetAddress mediaAddress) {
        this(data, host, mediaAddress, null, Embedding.OFF, SignOn.Settings.NONE);
    }

    /** A server whose rooms others may frame, and that knows people of another system. */
    Server(Path data, Embedding embedding, SignOn.Settings signOn) {
        this(data, LOOPBACK, LOOPBACK, null, embedding, signOn);
    }

    private Server(
            Path data,
            InetAddress host,
            InetAddress mediaAddress,
            @Nullable Path templates,
            Embedding embedding,
            SignOn.Settings signOn) {
        this.embedding = embedding;
        this.signOn = signOn;
        this.data = data;
        this.host = host;
        this.mediaAddress = mediaAddress;
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

    /** Where media arrives, whatever browsers are told. */
    InetSocketAddress media() {
        return new InetSocketAddress(
                LOOPBACK, roomjar.mediaAddresses().getFirst().getPort());
    }

    /** As the banner of the first start tells it. */
    String dashboardPassword() {
        return roomjar.firstPassword().orElseThrow();
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
        return new Settings(
                host,
                http,
                https,
                0,
                2,
                Reach.at(mediaAddress),
                BandwidthLimits.DEFAULT,
                10,
                new Turn.Embedded(0, null),
                data,
                new Limits(50, 20),
                Map.of(),
                embedding,
                signOn,
                Duration.ZERO,
                templates);
    }
}
