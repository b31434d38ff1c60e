package dev.roomjar.opentok.signalling;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose pages may open the socket (RFC 6454). Tokens, not cookies, say who a client is, so this keeps strangers' pages from
 * using up the server rather than from stealing anything.
 */
record Origins(Set<String> allowed) {

    /**
     * Whether a request may go on.
     *
     * @param origin of the page; null from programs that are no browser
     * @param host the host name that the request was sent to
     */
    boolean allow(@Nullable String origin, @Nullable String host) {
        return origin == null || allowed.contains("*") || allowed.contains(origin) || isSameHost(origin, host);
    }

    private static boolean isSameHost(String origin, @Nullable String host) {
        if (host == null) {
            return false;
        }
        try {
            return host.equalsIgnoreCase(URI.create(origin).getHost());
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
