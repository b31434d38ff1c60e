package dev.roomjar.opentok.signalling;

import dev.roomjar.opentok.OpenTok;
import dev.roomjar.opentok.Project;
import dev.roomjar.opentok.Role;
import dev.roomjar.opentok.TokenOptions;
import dev.roomjar.opentok.session.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The platform over a real HTTP server on a free port, with a media server that only pretends. */
final class TestServer implements AutoCloseable {
    static final Project PROJECT = new Project(12345678, "0123456789abcdef0123456789abcdef01234567");

    final FakeMediaServer media = new FakeMediaServer();
    final OpenTok openTok;
    final HttpClient http = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<TestClient> clients = new ArrayList<>();

    TestServer() {
        this(Limits.defaults(), SignallingOptions.defaults());
    }

    TestServer(Limits limits, SignallingOptions options) {
        openTok = OpenTok.create(PROJECT, media, limits);
        Router router = Router.router(vertx);
        OpenTokRoutes.mount(router, openTok, options);
        server = await(vertx.createHttpServer(OpenTokRoutes.prepare(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0)))
                .requestHandler(router)
                .listen());
    }

    int port() {
        return server.actualPort();
    }

    /** A client with an open socket that has said nothing yet. */
    TestClient open() {
        TestClient client = TestClient.open(http, port(), "http://127.0.0.1:" + port());
        clients.add(client);
        return client;
    }

    /** A client that is in the session. */
    TestClient connected(String sessionId, Role role, String data) throws InterruptedException {
        TestClient client = open();
        client.connect(sessionId, token(sessionId, role, data), null);
        client.connected = client.await("connected");
        return client;
    }

    String token(String sessionId, Role role, String data) {
        return openTok.token(sessionId, new TokenOptions(role, Duration.ofHours(1), data));
    }

    @Override
    public void close() {
        clients.forEach(TestClient::abort);
        openTok.close();
        media.close();
        http.shutdownNow();
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(late);
        }
    }
}
