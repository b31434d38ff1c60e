package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.channel.Component;
import dev.roomjar.liveview.channel.Limits;
import dev.roomjar.liveview.channel.Tokens;
import dev.roomjar.liveview.channel.Visitor;
import dev.roomjar.liveview.page.PageSite;
import dev.roomjar.liveview.render.ComponentPlace;
import dev.roomjar.liveview.render.Rendered;
import dev.roomjar.liveview.render.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The site that {@link LiveRoutes} describe, as channel and pages see it. Immutable. */
final class RoutedSite implements PageSite {
    private static final Template ERROR = Template.of(
            "error page",
            true,
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Error ",
            "</title></head><body><h1>Error ",
            "</h1></body></html>");

    private final Tokens tokens;
    private final Limits limits;
    private final RouteTable<LiveRoutes.Route> views;
    private final ComponentFactories components;
    private final Map<String, FormHandler> forms;
    private final Map<String, VisitHandler> visits;
    private final Set<String> cookieless;
    private final @Nullable Layout layout;
    private final RootLayout rootLayout;
    private final ErrorPage errorPage;
    private final String sessionCookie;

    RoutedSite(LiveRoutes.Builder settings, RootLayout rootLayout) {
        this.tokens = new Tokens(settings.secret, settings.clock);
        this.limits = settings.limits;
        this.views = RouteTable.of(byPattern(settings));
        this.components = new ComponentFactories(settings.components);
        this.forms = Map.copyOf(settings.forms);
        this.visits = Map.copyOf(settings.visits);
        this.cookieless = Set.copyOf(settings.cookieless);
        requireRoutes(settings);
        this.layout = settings.layout;
        this.rootLayout = rootLayout;
        this.errorPage = settings.errorPage == null ? RoutedSite::plainErrorPage : settings.errorPage;
        this.sessionCookie = settings.sessionCookie;
    }

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public @Nullable Match match(String path) {
        var found = views.find(path);
        if (found == null) {
            return null;
        }
        var route = found.target();
        return new Match(
                route.view().getName() + " " + route.pattern(),
                found.params(),
                () -> new DrivenView(route.view(), route.factory()),
                cookieless.contains(route.pattern()));
    }

    @Override
    public @Nullable PlainVisit visit(String path) {
        var found = views.find(path);
        VisitHandler handler = found == null ? null : visits.get(found.target().pattern());
        return handler == null
                ? null
                : (params, session, address) -> {
                    var request = new VisitRequest(new Params(params), session, address);
                    return new PlainVisit.Outcome(handler.handle(request), request.edited(), request.nextFlash());
                };
    }

    @Override
    public Component component(ComponentPlace place) {
        return components.make(place);
    }

    @Override
    public Rendered surround(Map<String, String> flash, Visitor visitor, Rendered content) {
        return layout == null
                ? content
                : layout.render(
                        new Layout.Page(flash, new Session(visitor.session()), Languages.read(visitor.languages())),
                        content);
    }

    @Override
    public Rendered document(String title, String csrfToken, Visitor visitor, Rendered content) {
        return rootLayout.render(new RootLayout.Page(
                title, csrfToken, new Session(visitor.session()), Languages.read(visitor.languages()), content));
    }

    @Override
    public Rendered errorPage(int status) {
        return errorPage.render(status);
    }

    @Override
    public @Nullable PlainForm form(String path) {
        FormHandler handler = forms.get(path);
        return handler == null ? null : (fields, session, address) -> submit(handler, fields, session, address);
    }

    @Override
    public String sessionCookie() {
        return sessionCookie;
    }

    private static void requireRoutes(LiveRoutes.Builder settings) {
        var named = new TreeSet<>(settings.visits.keySet());
        named.addAll(settings.cookieless);
        settings.live.forEach(route -> named.remove(route.pattern()));
        if (!named.isEmpty()) {
            throw new IllegalArgumentException("no view is at " + named + ": write the address as live(…) has it");
        }
    }

    private static PlainForm.Result submit(
            FormHandler handler, ObjectNode fields, Map<String, String> session, String address) throws Exception {
        var request = new FormRequest(new Params(fields), session, address);
        String to = handler.handle(request);
        return new PlainForm.Result(to, request.edited(), request.nextFlash());
    }

    private static Map<String, LiveRoutes.Route> byPattern(LiveRoutes.Builder settings) {
        var routes = new LinkedHashMap<String, LiveRoutes.Route>();
        for (var route : settings.live) {
            var other = routes.put(route.pattern(), route);
            if (other != null) {
                throw new IllegalArgumentException(other.view().getSimpleName() + " and "
                        + route.view().getSimpleName() + " are both at \"" + route.pattern() + "\"");
            }
        }
        return routes;
    }

    private static Rendered plainErrorPage(int status) {
        String text = Integer.toString(status);
        return new Rendered(ERROR, new Object[] {text, text});
    }
}
