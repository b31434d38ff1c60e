package dev.roomjar.app.server;

import dev.roomjar.media.AdvertisedAddress;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.net.TurnListener;
import io.vertx.core.http.HttpServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A running server: all parts together. Thread rule: any thread. */
public final class Roomjar implements AutoCloseable {

    private final HttpServer http;
    private final HttpServer https;
    private final MediaServer media;
    private final @Nullable TurnListener turn;
    private final Drain drain;
    private final Optional<String> firstPassword;
    private final Shutdown shutdown;

    Roomjar(
            HttpServer http,
            HttpServer https,
            MediaServer media,
            @Nullable TurnListener turn,
            Drain drain,
            Optional<String> firstPassword,
            Shutdown shutdown) {
        this.http = http;
        this.https = https;
        this.media = media;
        this.turn = turn;
        this.drain = drain;
        this.firstPassword = firstPassword;
        this.shutdown = shutdown;
    }

    /**
     * Starts everything; returns when pages can be opened.
     *
     * @throws UserError where a setting cannot be carried out: a port in use, a folder that cannot be written
     */
    public static Roomjar start(Settings settings) {
        Shutdown shutdown = new Shutdown();
        try {
            return new Startup(settings, shutdown).run();
        } catch (RuntimeException failed) {
            shutdown.run();
            throw failed;
        }
    }

    /** The port that plain HTTP is served on. */
    public int port() {
        return http.actualPort();
    }

    /** The port that HTTPS is served on. */
    public int httpsPort() {
        return https.actualPort();
    }

    /** Where browsers are told to send media. */
    public List<InetSocketAddress> mediaAddresses() {
        return media.advertisedAddresses();
    }

    /** The same with protocol and origin; grows when a STUN server answers. */
    public List<AdvertisedAddress> advertised() {
        return media.advertised();
    }

    /** The port of the built-in TURN server; 0 where there is none. */
    public int turnPort() {
        return turn == null ? 0 : turn.port();
    }

    /** The password of the dashboard, if this start has made it. */
    public Optional<String> firstPassword() {
        return firstPassword;
    }

    /**
     * Lets nobody new in and tells everybody in a room, then waits for the calls to end.
     *
     * @param atMost how long to wait; to be followed by {@link #close}
     */
    public void drain(Duration atMost) {
        drain.run(atMost);
    }

    /** Ends all pages and calls and frees every port; returns within two seconds. Closing twice is harmless. */
    @Override
    public void close() {
        shutdown.run();
    }
}
