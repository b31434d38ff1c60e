package dev.roomjar.opentok.browser;

import dev.roomjar.media.MediaServer;
import dev.roomjar.media.net.MediaConfig;
import dev.roomjar.media.net.MediaServers;
import dev.roomjar.opentok.OpenTok;
import dev.roomjar.opentok.Project;
import dev.roomjar.opentok.Role;
import dev.roomjar.opentok.TokenOptions;
import dev.roomjar.opentok.signalling.OpenTokRoutes;
import dev.roomjar.opentok.signalling.SignallingOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A whole platform on 127.0.0.1: media, sessions, signalling, the library, and the pages of these tests. */
final class Platform implements AutoCloseable {
    private static final Project PROJECT = new Project(12345678, "0123456789abcdef0123456789abcdef01234567");

    /** Strict, as the app's own: nothing inline, nothing from elsewhere. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:";

    private final Vertx vertx = Vertx.vertx();
    private final MediaServer media;
    private OpenTok openTok;
    private HttpServer server;

    private Platform() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        media = MediaServers.start(
                MediaConfig.defaults().bindAddress(loopback).port(0).advertisedAddresses(List.of(loopback)));
        openTok = OpenTok.create(PROJECT, media);
        server = listen(0);
    }

    static Platform start() {
        return new Platform();
    }

    String createSession() {
        return openTok.createSession();
    }

    /** The address of a page that calls {@code OT} with these credentials. */
    String page(String name, String sessionId, String data) {
        String token = openTok.token(sessionId, new TokenOptions(Role.PUBLISHER, Duration.ofHours(1), data));
        return "http://127.0.0.1:%d/%s?key=%d&session_id=%s&token=%s"
                .formatted(server.actualPort(), name, PROJECT.apiKey(), sessionId, token);
    }

    /** Hangs up on every browser, as a network does that fails for a moment. */
    void hangUp() {
        int port = server.actualPort();
        await(server.close());
        server = listen(port);
    }

    /** Hangs up on every browser and forgets all sessions, as a restart of the server does; the port stays. */
    void restart() {
        int port = server.actualPort();
        openTok.close();
        await(server.close());
        openTok = OpenTok.create(PROJECT, media);
        server = listen(port);
    }

    @Override
    public void close() {
        openTok.close();
        await(vertx.close());
        media.close();
    }

    private HttpServer listen(int port) {
        Router router = Router.router(vertx);
        OpenTokRoutes.mount(router, openTok, SignallingOptions.defaults());
        router.get("/*").handler(context -> {
            context.response().putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            context.next();
        });
        router.get("/*").handler(StaticHandler.create("dev/roomjar/opentok/browser"));
        HttpServerOptions options = OpenTokRoutes.prepare(
                new HttpServerOptions().setHost("127.0.0.1").setPort(port));
        return await(vertx.createHttpServer(options).requestHandler(router).listen());
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
