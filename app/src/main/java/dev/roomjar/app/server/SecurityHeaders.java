package dev.roomjar.app.server;

import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/**
 * What pages may do: load and connect to this server only, run no inline script or style, sit in no frame; camera and
 * microphone are theirs. No HSTS, since the certificate is self-signed and the next server on this host may have none.
 */
final class SecurityHeaders implements Handler<RoutingContext> {

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob: mediastream:",
            "worker-src 'self' blob:",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "connect-src 'self'");

    @Override
    public void handle(RoutingContext context) {
        HostAndPort authority = context.request().authority();
        // Some browsers do not count WebSockets under 'self'.
        String sockets = authority == null ? "" : " ws://" + authority + " wss://" + authority;
        context.response()
                .putHeader("Content-Security-Policy", POLICY + sockets)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader(
                        "Permissions-Policy",
                        "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=()");
        context.next();
    }
}
