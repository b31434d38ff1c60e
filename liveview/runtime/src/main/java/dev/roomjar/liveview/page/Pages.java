package dev.roomjar.liveview.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.channel.Csrf;
import dev.roomjar.liveview.channel.Destination;
import dev.roomjar.liveview.channel.FirstRender;
import dev.roomjar.liveview.channel.FormData;
import dev.roomjar.liveview.channel.Location;
import dev.roomjar.liveview.channel.SignedTexts;
import dev.roomjar.liveview.channel.Site;
import dev.roomjar.liveview.channel.Tokens;
import dev.roomjar.liveview.channel.View;
import dev.roomjar.liveview.channel.Visitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the HTTP requests of a site. Views and form handlers run on the caller's thread and may block it. Callable from any
 * thread.
 */
public final class Pages {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    /** The client's script sets these before it loads a page. */
    private static final String FLASH_COOKIE = "__phoenix_flash__";

    private static final String RELOAD_COOKIE = "__phoenix_reload_status__";

    private final PageSite site;
    private final VisitorCookie cookie;

    /** The pages of a site. */
    public Pages(PageSite site) {
        this.site = site;
        this.cookie = new VisitorCookie(site.tokens(), site.sessionCookie());
    }

    /** The page at an address; null if it is not one of the site's. */
    public @Nullable PageAnswer get(PageRequest request) {
        Site.Match match = site.match(request.path());
        if (match == null) {
            return null;
        }
        Optional<String> reload =
                site.tokens().verify(Tokens.Purpose.RELOAD, request.cookies().get(RELOAD_COOKIE));
        if (reload.isPresent()) {
            return error(Integer.parseInt(reload.get()), List.of(deleted(RELOAD_COOKIE)));
        }
        var known = match.cookieless() ? Optional.<VisitorCookie.Content>empty() : cookie.read(request);
        var before = known.orElseGet(() -> VisitorCookie.newVisitor(request));
        var setCookies = new ArrayList<String>(2);
        var flash = new HashMap<>(takeFlash(request, before.flash(), setCookies));
        PageSite.PlainVisit handler = site.visit(request.path());
        var visitor = before.visitor();
        if (handler != null) {
            try {
                var result = handler.come(
                        new Location(request.uri(), match.pathParams()).params(), visitor.session(), request.address());
                visitor = new Visitor(result.session(), visitor.languages(), visitor.csrfSecret());
                flash.putAll(result.flash());
                if (result.to() != null) {
                    return left(request, match, Destination.path(result.to()), visitor, flash, setCookies);
                }
            } catch (Exception e) {
                return failed("the visit handler", request.path(), e);
            }
        }
        boolean changed = known.isEmpty() || !before.flash().isEmpty() || !visitor.equals(before.visitor());
        return answer(request, match, visitor, flash, changed, setCookies);
    }

    private PageAnswer answer(
            PageRequest request,
            Site.Match match,
            Visitor visitor,
            Map<String, String> flash,
            boolean changed,
            List<String> setCookies) {
        return switch (FirstRender.of(site, match, request.uri(), visitor, flash)) {
            case FirstRender.Outcome.Shown shown -> {
                if (changed && !match.cookieless()) {
                    setCookies.add(cookie.write(request.secure(), new VisitorCookie.Content(visitor, Map.of())));
                }
                String title = shown.title() == null ? "" : shown.title();
                yield PageAnswer.page(
                        200,
                        site.document(title, shown.csrfToken(), visitor, shown.container())
                                .html(),
                        setCookies);
            }
            case FirstRender.Outcome.Left left -> left(request, match, left.to(), visitor, left.flash(), setCookies);
            case FirstRender.Outcome.NoPage none -> error(none.status(), setCookies);
        };
    }

    private PageAnswer left(
            PageRequest request,
            Site.Match match,
            String to,
            Visitor visitor,
            Map<String, String> flash,
            List<String> setCookies) {
        if (!match.cookieless()) {
            setCookies.add(cookie.write(request.secure(), new VisitorCookie.Content(visitor, flash)));
        }
        return PageAnswer.redirect(302, to, setCookies);
    }

    /** Whether a view is at a path. */
    public boolean hasPage(String path) {
        return site.match(path) != null;
    }

    /** Whether plain forms may be posted to a path. */
    public boolean takesForms(String path) {
        return site.form(path) != null;
    }

    /** Handles a plain form; null if the site takes none at this path. */
    public @Nullable PageAnswer post(PageRequest request, String body) {
        PageSite.PlainForm form = site.form(request.path());
        if (form == null) {
            return null;
        }
        ObjectNode fields = FormData.decode(body);
        var before = cookie.read(request).orElse(null);
        String token = fields.path("_csrf_token").textValue();
        if (before == null || !Csrf.matches(before.visitor().csrfSecret(), token)) {
            LOG.info("refused a form for {}: its _csrf_token is missing or not of this session", request.path());
            return error(403, List.of());
        }
        fields.remove("_csrf_token");
        try {
            var result = form.submit(fields, before.visitor().session(), request.address());
            var visitor = new Visitor(
                    result.session(), request.languages(), before.visitor().csrfSecret());
            String to = Destination.path(result.to());
            return PageAnswer.redirect(
                    303,
                    to,
                    List.of(cookie.write(request.secure(), new VisitorCookie.Content(visitor, result.flash()))));
        } catch (Exception e) {
            return failed("the form handler", request.path(), e);
        }
    }

    /** The error page of a status. */
    public PageAnswer error(int status) {
        return error(status, List.of());
    }

    /**
     * Who opens a socket: the visitor of the cookie, if the page proves with its token that it can read the visitor's pages.
     */
    public Optional<Visitor> visitor(PageRequest request, @Nullable String csrfToken) {
        return cookie.read(request)
                .map(VisitorCookie.Content::visitor)
                .filter(visitor -> Csrf.matches(visitor.csrfSecret(), csrfToken));
    }

    private Map<String, String> takeFlash(PageRequest request, Map<String, String> kept, List<String> setCookies) {
        String carried = request.cookies().get(FLASH_COOKIE);
        if (carried == null) {
            return kept;
        }
        setCookies.add(deleted(FLASH_COOKIE));
        var flash = new HashMap<>(kept);
        SignedTexts.verify(site.tokens(), Tokens.Purpose.FLASH, carried).ifPresent(flash::putAll);
        return flash;
    }

    private PageAnswer failed(String handler, String path, Exception e) {
        if (e instanceof View.Refusal refusal) {
            LOG.info("{} of {} refuses: {}", handler, path, e.getMessage());
            return error(refusal.status(), List.of());
        }
        LOG.error("{} of {} failed", handler, path, e);
        return error(500, List.of());
    }

    private PageAnswer error(int status, List<String> setCookies) {
        return PageAnswer.page(status, site.errorPage(status).html(), setCookies);
    }

    private static String deleted(String cookieName) {
        return cookieName + "=; Path=/; Max-Age=0; SameSite=Lax";
    }
}
