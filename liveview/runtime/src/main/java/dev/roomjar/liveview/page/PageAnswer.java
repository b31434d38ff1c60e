package dev.roomjar.liveview.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link PageRequest}.
 *
 * @param status the HTTP status
 * @param location where to go instead; null for a page
 * @param html the document; empty for a redirect
 * @param setCookies values of {@code Set-Cookie} headers
 */
public record PageAnswer(int status, @Nullable String location, String html, List<String> setCookies) {
    static PageAnswer page(int status, String html, List<String> setCookies) {
        return new PageAnswer(
                status,
                null,
                "<!DOCTYPE html>".regionMatches(true, 0, html.stripLeading(), 0, 9) ? html : "<!DOCTYPE html>\n" + html,
                setCookies);
    }

    static PageAnswer redirect(int status, String location, List<String> setCookies) {
        return new PageAnswer(status, location, "", setCookies);
    }
}
