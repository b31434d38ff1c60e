package dev.roomjar.liveview.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.channel.Site;
import dev.roomjar.liveview.channel.Visitor;
import dev.roomjar.liveview.render.Rendered;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must be known of a site to answer HTTP requests for it. Used by all threads. */
public interface PageSite extends Site {
    /** The whole document around a live part. */
    Rendered document(String title, String csrfToken, Visitor visitor, Rendered content);

    /** The whole document that is shown instead of a page. */
    Rendered errorPage(int status);

    /** The handler of plain forms posted to a path, or null if there is none. */
    @Nullable
    PlainForm form(String path);

    /** What sees requests for the page at a path before its view does, or null if nothing. */
    @Nullable
    PlainVisit visit(String path);

    /** The name of the session cookie. */
    String sessionCookie();

    /** Handles a form that has passed the CSRF check. */
    interface PlainForm {
        /**
         * Does what the form asks for.
         *
         * @param address where it came from
         */
        Result submit(ObjectNode fields, Map<String, String> session, String address) throws Exception;

        /**
         * What follows.
         *
         * @param to a path on this site
         * @param session what to keep for the visitor from now on
         * @param flash messages for the next page
         */
        record Result(String to, Map<String, String> session, Map<String, String> flash) {}
    }

    /** Looks at a request for a page. */
    interface PlainVisit {
        /**
         * Takes what the address brings.
         *
         * @param params of path and query
         * @param address where it came from
         */
        Outcome come(ObjectNode params, Map<String, String> session, String address) throws Exception;

        /**
         * What follows.
         *
         * @param to a path on this site to go to instead, or null for the page
         * @param session what to keep for the visitor from now on
         * @param flash messages for this page, or the one to go to
         */
        record Outcome(@Nullable String to, Map<String, String> session, Map<String, String> flash) {}
    }
}
