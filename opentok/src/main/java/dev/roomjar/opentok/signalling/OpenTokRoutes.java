package dev.roomjar.opentok.signalling;

import dev.roomjar.opentok.OpenTok;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Mounts what browsers need on an HTTP server: the signalling WebSocket at {@code /v2/signalling} (wire: {@code
 * docs/how-it-works/signalling.md}) and the browser library at {@code /v2/js/opentok.min.js}.
 */
public final class OpenTokRoutes {
    private final OpenTok openTok;
    private final SignallingOptions options;
    private final Frames frames;
    private final Origins origins;

    private OpenTokRoutes(OpenTok openTok, SignallingOptions options) {
        this.openTok = openTok;
        this.options = options;
        this.frames = new Frames(options);
        this.origins = new Origins(options.allowedOrigins());
    }

    /**
     * Adds the routes. The HTTP server's options must have gone through {@link #prepare}.
     *
     * @param router of the application's HTTP server
     */
    public static void mount(Router router, OpenTok openTok, SignallingOptions options) {
        router.get("/v2/signalling").handler(new OpenTokRoutes(openTok, options)::upgrade);
        BrowserLibrary.mount(router);
    }

    /** Lets the server take WebSocket frames as long as the wire allows; a larger setting stays. */
    public static HttpServerOptions prepare(HttpServerOptions server) {
        return server.setMaxWebSocketFrameSize(Math.max(server.getMaxWebSocketFrameSize(), SignallingSocket.MAX_FRAME));
    }

    private void upgrade(RoutingContext context) {
        HttpServerRequest request = context.request();
        HostAndPort authority = request.authority();
        String host = authority == null ? null : authority.host();
        if (!origins.allow(request.getHeader(HttpHeaders.ORIGIN), host)) {
            context.response()
                    .setStatusCode(403)
                    .end("Pages of this origin may not connect: add it to the allowed origins of the server.");
            return;
        }
        if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            context.response().setStatusCode(400).end("This is a WebSocket, not a page.");
            return;
        }
        request.toWebSocket()
                .onSuccess(socket ->
                        SignallingSocket.serve(context.vertx(), socket, openTok.sessions(), frames, host, options));
        // A malformed upgrade is answered by Vert.x with 400 or 426 (RFC 6455 §4.2.2): nothing is left to do.
    }
}
