package dev.roomjar.liveview.channel;

import dev.roomjar.liveview.channel.ClientMessage.Join;
import dev.roomjar.liveview.channel.ClientMessage.JoinParams;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a page may have its view back over the socket. The reasons are the ones the client knows: after
 * {@code stale} and {@code unauthorized} it loads the page anew, which heals whatever did not match, for example after a
 * deployment.
 */
sealed interface Admission {
    /** The page may join. */
    record Admitted(Site.Match match, Location location, Visitor visitor, Map<String, String> flash)
            implements Admission {}

    /** The page may not join. */
    record Refused(String reason) implements Admission {}

    /**
     * Checks in the order in which Phoenix does.
     *
     * @param visitor of the session cookie the socket was opened with; null if there was none, or the page could not prove that it
     *     knows it. Does not count for pages that hold the session themselves
     */
    static Admission decide(Site site, Join join, @Nullable Visitor visitor) {
        JoinParams params = join.params();
        ViewToken page = ViewToken.verify(site.tokens(), params.viewToken()).orElse(null);
        if (page == null || !join.topic().equals("lv:" + page.id())) {
            return new Refused("stale");
        }
        Visitor who = page.visitor() == null ? visitor : page.visitor();
        if (who == null) {
            return new Refused("stale");
        }
        StaticToken first = null;
        if (params.staticToken() != null) {
            first = StaticToken.verify(site.tokens(), params.staticToken()).orElse(null);
            if (first == null || !first.id().equals(page.id())) {
                return new Refused("stale");
            }
        }
        String url = params.redirect() != null ? params.redirect() : params.url();
        if (url == null) {
            return new Refused("unauthorized");
        }
        String uri = Location.uriOf(url);
        Site.Match match = site.match(Location.pathOf(uri));
        boolean navigated = params.redirect() != null;
        if (match == null
                || (!navigated && !match.view().equals(page.view()))
                // What one page holds is for it alone, and what a cookie holds for pages that no other site frames.
                || match.cookieless() != (page.visitor() != null)) {
            return new Refused("unauthorized");
        }
        return new Admitted(match, new Location(uri, match.pathParams()), who, flash(site, params, first, navigated));
    }

    private static Map<String, String> flash(
            Site site, JoinParams params, @Nullable StaticToken first, boolean navigated) {
        if (params.flashToken() != null) {
            return SignedTexts.verify(site.tokens(), Tokens.Purpose.FLASH, params.flashToken())
                    .orElse(Map.of());
        }
        return first != null && !navigated && params.mounts() == 0 ? first.flash() : Map.of();
    }
}
