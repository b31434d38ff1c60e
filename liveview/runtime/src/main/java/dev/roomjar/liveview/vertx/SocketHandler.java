package dev.roomjar.liveview.vertx;

import dev.roomjar.liveview.LiveRoutes;
import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.liveview.channel.LiveCounters;
import dev.roomjar.liveview.channel.LiveSocket;
import dev.roomjar.liveview.page.Pages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens WebSockets, keeps the list of those open, and looks after them with one timer for all. */
final class SocketHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);
    private static final long SWEEP_MILLIS = 1_000;

    /** How long browsers may take to answer the close; dead ones never do. */
    private static final long GOODBYE_MILLIS = 500;

    /** Service restart (RFC 6455 registry): unlike 1000, after which the client reloads the page, it connects again. */
    private static final short RESTART = 1012;

    private final Vertx vertx;
    private final LiveRoutes routes;
    private final Pages pages;
    private final ActorSystem<?> system;
    private final LiveCounters counters;
    private final OriginCheck origins;
    private final Set<BrowserSocket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong sweeps = new AtomicLong();
    private final long timer;
    private volatile boolean closing;

    SocketHandler(Vertx vertx, LiveRoutes routes, Pages pages, ActorSystem<?> system, LiveCounters counters) {
        this.vertx = vertx;
        this.routes = routes;
        this.pages = pages;
        this.system = system;
        this.counters = counters;
        this.origins = new OriginCheck(routes.allowedOrigins());
        this.timer = vertx.setPeriodic(SWEEP_MILLIS, _ -> sweep());
    }

    void upgrade(RoutingContext context) {
        var request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.authority() == null ? null : request.authority().toString();
        if (closing) {
            context.fail(503);
        } else if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            context.fail(426);
        } else if (!origins.allows(origin, host)) {
            counters.increment(LiveCounter.SOCKETS_REFUSED);
            LOG.warn("refused a WebSocket from a page of {} to {}: add the origin to allowedOrigins", origin, host);
            context.fail(403);
        } else {
            var visitor = pages.visitor(Requests.page(request), request.getParam("_csrf_token"));
            var connection = request.connection();
            request.toWebSocket()
                    .onSuccess(webSocket -> {
                        var socket = new BrowserSocket(webSocket, connection, counters, sockets::remove);
                        open(socket, new LiveSocket(routes.site(), system, counters, visitor.orElse(null), socket));
                    })
                    .onFailure(e -> LOG.debug("a WebSocket did not open", e));
        }
    }

    private void open(BrowserSocket socket, LiveSocket live) {
        sockets.add(socket);
        socket.serve(live);
        if (closing) {
            var _ = socket.close(RESTART);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        long sweep = sweeps.incrementAndGet();
        sockets.forEach(socket -> socket.sweep(sweep, now));
    }

    void renderAll() {
        sockets.forEach(BrowserSocket::renderAll);
    }

    int open() {
        return sockets.size();
    }

    Future<Void> close() {
        closing = true;
        vertx.cancelTimer(timer);
        var open = List.copyOf(sockets);
        var told =
                Future.join(open.stream().map(socket -> socket.close(RESTART)).toList());
        return Future.any(told, vertx.timer(GOODBYE_MILLIS)).transform(_ -> {
            open.forEach(BrowserSocket::disconnect);
            return Future.succeededFuture();
        });
    }
}
