package dev.roomjar.liveview.vertx;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a page of some origin (RFC 6454) may open our WebSocket, which browsers let any page try. */
final class OriginCheck {
    private final Set<String> allowed;

    OriginCheck(Set<String> allowed) {
        this.allowed = allowed;
    }

    /**
     * Decides by the headers of the request.
     *
     * @param origin null if the client is no browser, which then is no danger to a visitor's cookies
     * @param host host and port the request was sent to
     */
    boolean allows(@Nullable String origin, @Nullable String host) {
        if (origin == null || allowed.contains(origin)) {
            return true;
        }
        if (host == null) {
            return false;
        }
        try {
            URI page = URI.create(origin);
            URI here = URI.create(page.getScheme() + "://" + host);
            return page.getHost() != null
                    && page.getHost().toLowerCase(Locale.ROOT).equals(lowerCase(here.getHost()))
                    && port(page) == port(here);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static @Nullable String lowerCase(@Nullable String host) {
        return host == null ? null : host.toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
