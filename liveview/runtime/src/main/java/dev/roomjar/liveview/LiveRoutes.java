package dev.roomjar.liveview;

import dev.roomjar.liveview.channel.Limits;
import dev.roomjar.liveview.page.PageSite;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A site: which live view answers at which address, what surrounds them, and the secret that signs what browsers carry.
 * Views of one site can navigate to each other over one socket.
 *
 * <pre>{@code
 * LiveRoutes routes = LiveRoutes.site(secret)
 *         .live(LobbyLive.class, () -> new LobbyLive(rooms))
 *         .live(RoomLive.class, () -> new RoomLive(rooms))
 *         .form("/name", form -> {
 *             form.store("name", form.params().get("name"));
 *             return "/";
 *         })
 *         .layout((page, content) -> LayoutHtml.render(page.flash("error"), content))
 *         .rootLayout(page -> RootHtml.render(page.title(), page.csrfToken(), page.content()))
 *         .build();
 * }</pre>
 *
 * <p>Immutable. Serve it with {@code dev.roomjar.liveview.vertx.LiveServer}.
 */
public final class LiveRoutes {
    private final PageSite site;
    private final Set<String> allowedOrigins;

    private LiveRoutes(PageSite site, Set<String> allowedOrigins) {
        this.site = site;
        this.allowedOrigins = allowedOrigins;
    }

    record Route(String pattern, Class<? extends LiveView> view, Supplier<? extends LiveView> factory) {}

    /**
     * Begins a site.
     *
     * @param secret at least 32 bytes from a secure source, the same after each restart: with another one, open pages and
     *     sessions become void
     */
    public static Builder site(byte[] secret) {
        return new Builder(secret);
    }

    /** The site as those see it that serve it: {@code LiveServer} and {@code LiveViewTest}. */
    public PageSite site() {
        return site;
    }

    /** Origins that may open the WebSocket besides the request's own host. */
    public Set<String> allowedOrigins() {
        return allowedOrigins;
    }

    /** Collects the parts of a site. */
    public static final class Builder {
        final byte[] secret;
        final List<Route> live = new ArrayList<>();
        final Map<Class<?>, Supplier<? extends LiveComponent<?>>> components = new LinkedHashMap<>();
        final Map<String, FormHandler> forms = new LinkedHashMap<>();
        final Map<String, VisitHandler> visits = new LinkedHashMap<>();
        final Set<String> cookieless = new HashSet<>();
        Set<String> allowedOrigins = Set.of();
        String sessionCookie = "live_session";
        InstantSource clock = InstantSource.system();
        Limits limits = Limits.DEFAULT;

        @Nullable
        Layout layout;

        @Nullable
        RootLayout rootLayout;

        @Nullable
        ErrorPage errorPage;

        private Builder(byte[] secret) {
            if (secret.length < 32) {
                throw new IllegalArgumentException("the secret needs at least 32 random bytes, not " + secret.length);
            }
            this.secret = secret.clone();
        }

        /**
         * Adds a view at the address its {@link Live} annotation names. Where several addresses match, a literal segment
         * wins over a parameter.
         *
         * @param factory makes a new view for each page load and each connection
         */
        public <V extends LiveView> Builder live(Class<V> view, Supplier<V> factory) {
            Live address = view.getAnnotation(Live.class);
            if (address == null) {
                throw new IllegalArgumentException(
                        view.getSimpleName() + " has no address: write @Live(\"/path\") before the class");
            }
            return live(address.value(), view, factory);
        }

        /** Adds a view at an address that is written here, such as a second one. */
        public <V extends LiveView> Builder live(String path, Class<V> view, Supplier<V> factory) {
            EventTable.of(view);
            live.add(new Route(path, view, factory));
            return this;
        }

        /**
         * Sees every request for the page at an address before its view does.
         *
         * @param path as the view has it, as in {@code /rooms/{room}}
         */
        public Builder onVisit(String path, VisitHandler handler) {
            if (visits.put(path, handler) != null) {
                throw new IllegalArgumentException("there are two visit handlers for \"" + path + "\"");
            }
            return this;
        }

        /**
         * Lets pages at an address hold the session themselves, signed, and neither read nor set a cookie: for frames in pages
         * of other sites, where browsers keep cookies away. Each page load begins with an empty session, which {@link #onVisit}
         * may fill; plain forms do not work there.
         *
         * @param path as the view has it
         */
        public Builder withoutCookie(String path) {
            cookieless.add(path);
            return this;
        }

        /**
         * Names how components of a class are made. Those with a constructor without parameters need not be named.
         *
         * @param factory makes a new component for each one placed on a page
         */
        public <C extends LiveComponent<?>> Builder component(Class<C> component, Supplier<C> factory) {
            EventTable.of(component);
            if (components.put(component, factory) != null) {
                throw new IllegalArgumentException("there are two factories for " + component.getSimpleName());
            }
            return this;
        }

        /**
         * Handles the POST of a plain form to a path. The form needs a hidden field {@code _csrf_token} with
         * {@link LiveView#csrfToken()}.
         */
        public Builder form(String path, FormHandler handler) {
            if (forms.put(path, handler) != null) {
                throw new IllegalArgumentException("there are two form handlers for \"" + path + "\"");
            }
            return this;
        }

        /** What surrounds every view and shows the flash; nothing, if not set. */
        public Builder layout(Layout liveLayout) {
            this.layout = liveLayout;
            return this;
        }

        /** The HTML document. */
        public Builder rootLayout(RootLayout root) {
            this.rootLayout = root;
            return this;
        }

        /** The page for an error status; a plain one, if not set. */
        public Builder errorPage(ErrorPage page) {
            this.errorPage = page;
            return this;
        }

        /**
         * Origins, as in {@code https://example.org}, whose pages may open the WebSocket besides those of the host the
         * request names.
         */
        public Builder allowedOrigins(Set<String> origins) {
            this.allowedOrigins = Set.copyOf(origins);
            return this;
        }

        /** The name of the session cookie; over https it is prefixed with {@code __Host-}. */
        public Builder sessionCookie(String name) {
            this.sessionCookie = name;
            return this;
        }

        /** How many messages a second one page may send; a page that sends more loses its view. */
        public Builder eventLimit(int perSecond, int burst) {
            this.limits = new Limits(perSecond, burst);
            return this;
        }

        /** Where the age of tokens is read. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /**
         * The site.
         *
         * @throws IllegalStateException if something is missing or wrong, with what to write instead
         */
        public LiveRoutes build() {
            if (rootLayout == null) {
                throw new IllegalStateException("the site has no document: call rootLayout(page -> …)");
            }
            return new LiveRoutes(new RoutedSite(this, rootLayout), allowedOrigins);
        }
    }
}
