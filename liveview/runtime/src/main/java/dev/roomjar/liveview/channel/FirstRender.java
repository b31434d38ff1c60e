package dev.roomjar.liveview.channel;

import dev.roomjar.liveview.render.Rendered;
import dev.roomjar.liveview.render.Template;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders a view once, without a socket, for the answer to an HTTP request, and packs into the page what its join will have to
 * prove. The view lives as long as the call.
 */
public final class FirstRender {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRender.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Template CONTAINER = Template.of(
            "live container",
            true,
            "<div id=\"",
            "\" data-phx-main data-phx-session=\"",
            "\" data-phx-static=\"",
            "\">",
            "</div>");

    private FirstRender() {}

    /** What came of it. */
    public sealed interface Outcome {
        /** The live part of the page, in the element that the client looks for. */
        record Shown(Rendered container, @Nullable String title, String csrfToken) implements Outcome {}

        /** The view sends the visitor elsewhere, with messages for the page there. */
        record Left(String to, Map<String, String> flash) implements Outcome {}

        /** There is no page; the cause has been logged. */
        record NoPage(int status) implements Outcome {}
    }

    /** Mounts and renders a view. Does not throw for faults of the view. */
    public static Outcome of(Site site, Site.Match match, String uri, Visitor visitor, Map<String, String> flash) {
        var location = new Location(uri, match.pathParams());
        var host = new ViewHost(visitor, flash, Wire.object(), null);
        var components = new ComponentSet(host, site::component);
        host.components(components);
        var view = match.factory().get();
        try {
            view.mount(host, location);
            if (host.leave() == null) {
                view.handleParams(location);
            }
            var leave = host.leave();
            if (leave != null) {
                return new Outcome.Left(leave.to(), host.newFlash());
            }
            List<ViewHost.Patch> patches = host.takePatches();
            return patches.isEmpty()
                    ? shown(site, match, view, host, components)
                    : new Outcome.Left(patches.getLast().to(), host.newFlash());
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            return noPage(view, location, e);
        } finally {
            components.close();
            host.close();
        }
    }

    private static Outcome shown(Site site, Site.Match match, View view, ViewHost host, ComponentSet components) {
        String id = newId();
        host.rendering(true);
        String content = components.html(site.surround(host.flash(), host.visitor(), view.render()));
        Rendered container = new Rendered(CONTAINER, new Object[] {
            id,
            new ViewToken(id, match.view(), match.cookieless() ? host.visitor() : null).sign(site.tokens()),
            new StaticToken(id, host.flash()).sign(site.tokens()),
            content
        });
        return new Outcome.Shown(container, view.title(), host.csrfToken());
    }

    private static Outcome noPage(View view, Location location, Throwable e) {
        if (e instanceof View.Refusal refusal) {
            LOG.info("{} at {} refuses the visitor: {}", view.name(), location.path(), e.getMessage());
            return new Outcome.NoPage(refusal.status());
        }
        LOG.error("{} at {} could not be rendered", view.name(), location.path(), e);
        return new Outcome.NoPage(500);
    }

    private static String newId() {
        byte[] random = new byte[12];
        RANDOM.nextBytes(random);
        return "phx-" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
