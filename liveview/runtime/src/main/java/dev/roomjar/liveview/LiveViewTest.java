package dev.roomjar.liveview;

import dev.roomjar.liveview.channel.LiveCounters;
import dev.roomjar.liveview.page.PageAnswer;
import dev.roomjar.liveview.page.PageRequest;
import dev.roomjar.liveview.page.PageSite;
import dev.roomjar.liveview.page.Pages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * One visitor of a site, for tests without browser or network. Everything runs as in production (HTTP answer, join, actors,
 * diffs), but in process; a page is what the browser would make of what the wire brings.
 *
 * <pre>{@code
 * try (var visitor = LiveViewTest.of(routes)) {
 *     LivePage page = visitor.open("/");
 *     page.submit("form", Map.of("username", "ann"));
 *     assertThat(page.text("p.name")).isEqualTo("Username: ann");
 * }
 * }</pre>
 *
 * <p>Used by one thread. All failures are {@link AssertionError}s that say what the page has instead.
 */
public final class LiveViewTest implements AutoCloseable {
    private static final int REDIRECTS = 10;

    private final PageSite site;
    private final Pages pages;
    private final ActorSystem<?> system;
    private final boolean ownSystem;
    private final Map<String, String> cookies = new HashMap<>();
    private final List<LivePage> opened = new ArrayList<>();
    private final Map<String, String> connectParams = new HashMap<>();
    private String languages = "";

    private LiveViewTest(LiveRoutes routes, ActorSystem<?> system, boolean ownSystem) {
        this.site = routes.site();
        this.pages = new Pages(site);
        this.system = system;
        this.ownSystem = ownSystem;
    }

    /** A new visitor, on an actor system of its own that ends with {@link #close}. */
    public static LiveViewTest of(LiveRoutes routes) {
        return new LiveViewTest(routes, ActorSystem.create(Behaviors.empty(), "live-view-test"), true);
    }

    /** A new visitor; views live in the given actor system, which stays running. */
    public static LiveViewTest of(LiveRoutes routes, ActorSystem<?> system) {
        return new LiveViewTest(routes, system, false);
    }

    /** From now on the browser asks for these languages, written as in {@code Accept-Language}. */
    public LiveViewTest languages(String header) {
        languages = header;
        return this;
    }

    /** From now on pages that connect say this, as {@code params} of a {@code LiveSocket} would. */
    public LiveViewTest connectParam(String name, String value) {
        connectParams.put(name, value);
        return this;
    }

    Map<String, String> connectParams() {
        return connectParams;
    }

    /** Opens a page in a new tab and connects it; redirects are followed. */
    public LivePage open(String path) {
        LivePage page = new LivePage(this);
        opened.add(page);
        page.visit(path);
        return page;
    }

    /** Loads a page without connecting it, as a crawler does; redirects are followed. */
    public LivePage openDisconnected(String path) {
        LivePage page = new LivePage(this);
        page.load(path);
        return page;
    }

    /** Closes all tabs. */
    @Override
    public void close() {
        opened.forEach(LivePage::close);
        if (ownSystem) {
            system.terminate();
        }
    }

    /** An answer and where it came from. */
    record Loaded(String uri, PageAnswer answer) {}

    Loaded get(String uri) {
        return follow(uri, pages.get(request(uri)));
    }

    Loaded post(String path, String body) {
        return follow(path, pages.post(request(path), body));
    }

    LiveConnection connect(String csrfToken) {
        var visitor = pages.visitor(request("/live/websocket"), csrfToken).orElse(null);
        return new LiveConnection(site, system, new LiveCounters(), visitor);
    }

    void setCookie(String name, String value) {
        cookies.put(name, value);
    }

    private Loaded follow(String uri, @Nullable PageAnswer answer) {
        String at = uri;
        PageAnswer current = answer == null ? pages.error(404) : answer;
        for (int i = 0; ; i++) {
            keep(current.setCookies());
            if (current.location() == null) {
                return new Loaded(at, current);
            }
            if (i == REDIRECTS) {
                throw new AssertionError(REDIRECTS + " redirects in a row, the last to " + current.location());
            }
            at = current.location();
            current = Objects.requireNonNullElseGet(pages.get(request(at)), () -> pages.error(404));
        }
    }

    private PageRequest request(String uri) {
        int query = uri.indexOf('?');
        return query < 0
                ? new PageRequest(uri, null, Map.copyOf(cookies), languages, false)
                : new PageRequest(
                        uri.substring(0, query), uri.substring(query + 1), Map.copyOf(cookies), languages, false);
    }

    private void keep(List<String> setCookies) {
        for (String setCookie : setCookies) {
            String pair = setCookie.substring(0, setCookie.indexOf(';'));
            int equals = pair.indexOf('=');
            if (setCookie.contains("Max-Age=0")) {
                cookies.remove(pair.substring(0, equals));
            } else {
                cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
    }
}
