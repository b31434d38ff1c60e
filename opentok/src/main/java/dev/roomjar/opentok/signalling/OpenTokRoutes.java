package dev.roomjar.opentok.signalling;

import dev.roomjar.opentok.OpenTok;
import io.vertx.ext.web.Router;

/**
 * Mounts what browsers need on an HTTP server: the signalling WebSocket at {@code /v2/signalling} (wire: {@code
 * docs/how-it-works/signalling.md}) and the browser library at {@code /v2/js/opentok.min.js}.
 */
public final class OpenTokRoutes {
    private OpenTokRoutes() {}

    /**
     * Adds the routes.
     *
     * @param router of the application's HTTP server
     */
    public static void mount(Router router, OpenTok openTok, SignallingOptions options) {
        BrowserLibrary.mount(router);
    }
}
