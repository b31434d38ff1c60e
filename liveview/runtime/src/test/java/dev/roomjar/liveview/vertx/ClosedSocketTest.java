package dev.roomjar.liveview.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.liveview.channel.LiveCounters;
import dev.roomjar.liveview.channel.LiveSocket;
import dev.roomjar.liveview.demo.DemoSite;
import dev.roomjar.liveview.demo.News;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Browsers that have gone while a view was being mounted or was about to write: everyday life, and no fault of a view. */
@Timeout(20)
class ClosedSocketTest {
    private record Accepted(ServerWebSocket webSocket, HttpConnection connection) {}

    private final Vertx vertx = Vertx.vertx();
    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "closed-sockets");
    private final HttpClient browser = HttpClient.newHttpClient();
    private final LiveCounters counters = new LiveCounters();
    private final AtomicInteger ended = new AtomicInteger();
    private WebSocket far;
    private Accepted accepted;
    private BrowserSocket socket;
    private LiveSocket live;

    @BeforeEach
    void open() {
        var opened = new CompletableFuture<Accepted>();
        var server = done(vertx.createHttpServer()
                .requestHandler(request -> request.toWebSocket()
                        .onSuccess(webSocket -> opened.complete(new Accepted(webSocket, request.connection()))))
                .listen(0, "127.0.0.1"));
        far = browser.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.actualPort() + "/"), new WebSocket.Listener() {})
                .join();
        accepted = opened.join();
        socket = new BrowserSocket(accepted.webSocket(), accepted.connection(), counters, _ -> ended.incrementAndGet());
        live = new LiveSocket(DemoSite.routes(new News()).build().site(), system, counters, null, socket);
    }

    @AfterEach
    void close() {
        browser.shutdownNow();
        done(vertx.close());
        system.terminate();
    }

    @Test
    void whatIsSentToABrowserThatHasGoneIsDropped() {
        theBrowserGoes();

        assertThatCode(() -> socket.send("[]")).doesNotThrowAnyException();

        assertThat(ended).hasValue(1);
        socket.send("[]");
        assertThat(ended).hasValue(1);
        assertThat(counters.count(LiveCounter.SOCKETS_SLOW)).isZero();
    }

    @Test
    void aBrowserThatHasGoneIsNotPinged() {
        theBrowserGoes();

        for (int sweep = 0; sweep < 10; sweep++) {
            socket.sweep(sweep, System.nanoTime());
        }

        assertThat(ended).hasValue(1);
    }

    @Test
    void aBrowserThatGoesBeforeItIsServedEndsAtOnce() {
        theBrowserGoes();

        assertThatCode(() -> socket.serve(live)).doesNotThrowAnyException();

        assertThat(ended).hasValue(1);
    }

    /** Closes from the far side, before anything here listens for it. */
    private void theBrowserGoes() {
        var closed = new CompletableFuture<Void>();
        accepted.webSocket().closeHandler(_ -> closed.complete(null));
        far.abort();
        closed.orTimeout(20, TimeUnit.SECONDS).join();
        assertThatThrownBy(() -> accepted.webSocket().writeQueueFull())
                .as("this is how Vert.x tells")
                .isInstanceOf(IllegalStateException.class);
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
