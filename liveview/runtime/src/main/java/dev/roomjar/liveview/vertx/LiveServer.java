package dev.roomjar.liveview.vertx;

import dev.roomjar.liveview.LiveRoutes;
import dev.roomjar.liveview.channel.Limits;
import dev.roomjar.liveview.channel.LiveCounters;
import dev.roomjar.liveview.page.Pages;
import dev.roomjar.liveview.render.DevTemplates;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a site on Vert.x: its pages and plain forms at their paths, and the WebSocket at {@code /live/websocket}.
 *
 * <pre>{@code
 * Router router = Router.router(vertx);
 * LiveServer live = LiveServer.mount(vertx, router, routes, actorSystem);
 * vertx.createHttpServer(LiveServer.httpOptions().setPort(4000)).requestHandler(router).listen();
 * }</pre>
 *
 * <p>Callable from any thread.
 */
public final class LiveServer {
    private static final Logger LOG = LoggerFactory.getLogger(LiveServer.class);
    private static final String SOCKET_PATH = "/live/websocket";

    private final SocketHandler sockets;
    private final LiveCounters counters;
    private final Runnable stopWatching;

    private LiveServer(SocketHandler sockets, LiveCounters counters, Runnable stopWatching) {
        this.sockets = sockets;
        this.counters = counters;
        this.stopWatching = stopWatching;
    }

    /** Server options with the limits and the compression that live views need; add port, TLS and the like. */
    public static HttpServerOptions httpOptions() {
        return new HttpServerOptions()
                .setMaxWebSocketFrameSize(Limits.FRAME_BYTES)
                .setMaxWebSocketMessageSize(Limits.FRAME_BYTES)
                .addWebSocketSubProtocol("phoenix")
                .setPerMessageWebSocketCompressionSupported(true);
    }

    /**
     * Adds a site to a router. Requests that are not the site's go on to the router's later routes. Form bodies are read here:
     * a {@code BodyHandler} belongs behind this, or on the routes that need it.
     *
     * @param system where views live as actors
     */
    public static LiveServer mount(Vertx vertx, Router router, LiveRoutes routes, ActorSystem<?> system) {
        var counters = new LiveCounters();
        var pages = new Pages(routes.site());
        var sockets = new SocketHandler(vertx, routes, pages, system, counters);
        router.get(SOCKET_PATH).handler(sockets::upgrade);
        router.route().handler(new PageHandler(pages)::handle);
        return new LiveServer(sockets, counters, watchTemplates(sockets));
    }

    /** Renders every connected view again, keeping its state: for templates changed during development. */
    public void renderAll() {
        sockets.renderAll();
    }

    /** What has been counted so far. */
    public LiveCounters counters() {
        return counters;
    }

    /** How many WebSockets are open. */
    public int openSockets() {
        return sockets.open();
    }

    /** Ends all views and closes their sockets so that pages connect again; completes when they are closed. */
    public Future<Void> close() {
        stopWatching.run();
        return sockets.close();
    }

    /** In development, a saved template shows in every open page. */
    private static Runnable watchTemplates(SocketHandler sockets) {
        if (!DevTemplates.ENABLED) {
            return () -> {};
        }
        return DevTemplates.listen(new DevTemplates.Listener() {
            @Override
            public void templatesReplaced() {
                sockets.renderAll();
            }

            @Override
            public void templatesBroken(String message) {
                LOG.error("a saved template cannot be used: {}", message);
            }
        });
    }
}
