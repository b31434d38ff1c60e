package dev.roomjar.liveview.vertx;

import dev.roomjar.liveview.LiveRoutes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A site served on a free port of this machine. */
final class RunningSite implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "running-site");
    private final HttpServer server;
    final LiveServer live;

    RunningSite(LiveRoutes routes) {
        this(routes, 0, null);
    }

    /**
     * A site with a script for browsers.
     *
     * @param port 0 for a free one
     */
    RunningSite(LiveRoutes routes, int port, @Nullable Path script) {
        Router router = Router.router(vertx);
        live = LiveServer.mount(vertx, router, routes, system);
        if (script != null) {
            router.get("/assets/app.js").handler(context -> context.response().sendFile(script.toString()));
        }
        server = done(vertx.createHttpServer(LiveServer.httpOptions())
                .requestHandler(router)
                .listen(port, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        done(live.close());
        done(vertx.close());
        system.terminate();
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
