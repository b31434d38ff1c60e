package dev.roomjar.liveview.channel;

import java.util.Map;

/**
 * Who looks at a page, as far as the session cookie tells.
 *
 * @param session what the site keeps for the visitor
 * @param languages the {@code Accept-Language} of the browser as it came, empty without
 * @param csrfSecret what the visitor's pages know and other sites' pages do not
 */
public record Visitor(Map<String, String> session, String languages, String csrfSecret) {
    public Visitor {
        session = Map.copyOf(session);
    }

    /** A token for a page of this visitor. */
    public String csrfToken() {
        return Csrf.token(csrfSecret);
    }
}
