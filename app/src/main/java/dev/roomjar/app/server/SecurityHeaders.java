package dev.roomjar.app.server;

import dev.roomjar.app.embed.Embedding;
import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/**
 * What pages may do: load and connect to this server only, run no inline script or style, sit in no frame but those rooms that
 * may; camera and microphone are theirs. No HSTS, since the certificate is self-signed and the next server on this host may have none.
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
            "connect-src 'self'");

    private final Embedding embedding;

    SecurityHeaders(Embedding embedding) {
        this.embedding = embedding;
    }

    @Override
    public void handle(RoutingContext context) {
        String path = String.valueOf(context.request().path());
        HostAndPort authority = context.request().authority();
        // Some browsers do not count WebSockets under 'self'.
        String sockets = authority == null ? "" : " ws://" + authority + " wss://" + authority;
        String frames = "; frame-ancestors " + embedding.frameAncestors(path);
        context.response()
                .putHeader("Content-Security-Policy", POLICY + sockets + frames)
                .putHeader("X-Content-Type-Options", "nosniff")
                // The address of a frame may hold a token, which must not even be in a log of ours.
                .putHeader("Referrer-Policy", path.startsWith("/embed/") ? "no-referrer" : "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader(
                        "Permissions-Policy",
                        "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=()");
        context.next();
    }
}
