package dev.roomjar.opentok.signalling;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serves the browser library and its source map from the class path. Any page may load it, {@code crossorigin} or not; a
 * browser that has it asks with {@code If-None-Match} (RFC 9110 §13.1.2) and is told 304.
 */
record BrowserLibrary(String path, String contentType, Buffer content, String entityTag) {
    private static final String SCRIPT = "/v2/js/opentok.min.js";

    static void mount(Router router) {
        List.of(load(SCRIPT, "text/javascript; charset=utf-8"), load(SCRIPT + ".map", "application/json"))
                .forEach(file -> router.get(file.path()).handler(file::serve));
    }

    private static BrowserLibrary load(String path, String contentType) {
        try (InputStream resource = BrowserLibrary.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalStateException("The class path has no " + path
                        + ": build the module opentok with Maven, which bundles opentok/browser");
            }
            byte[] content = resource.readAllBytes();
            return new BrowserLibrary(path, contentType, Buffer.buffer(content), entityTag(content));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + path + " from the class path", unreadable);
        }
    }

    private static String entityTag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java runtime has no SHA-256", missing);
        }
    }

    private void serve(RoutingContext context) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.ETAG, entityTag)
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (isKnown(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(content);
        }
    }

    private boolean isKnown(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.contains(entityTag));
    }
}
