package dev.roomjar.liveview.page;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A GET or POST.
 *
 * @param path percent-encoded, starting with a slash
 * @param query without the question mark
 * @param cookies their values by name
 * @param languages the header {@code Accept-Language}, empty without
 * @param secure whether the visitor's browser came over https
 * @param address the network address that it came from, a proxy's where there is one
 */
public record PageRequest(
        String path,
        @Nullable String query,
        Map<String, String> cookies,
        String languages,
        boolean secure,
        String address) {

    /** From nowhere. */
    public PageRequest(
            String path, @Nullable String query, Map<String, String> cookies, String languages, boolean secure) {
        this(path, query, cookies, languages, secure, "");
    }

    String uri() {
        return query == null || query.isEmpty() ? path : path + "?" + query;
    }
}
