package dev.roomjar.app.embed;

import dev.roomjar.app.page.LanguageChoice;
import dev.roomjar.liveview.SessionRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whose pages may show rooms in frames.
 *
 * @param origins as browsers write them, as in {@code https://school.example}; {@code *} alone for everybody's; empty for
 *     nobody's
 */
public record Embedding(List<String> origins) {

    /** Where the page of a room in a frame is. */
    public static final String PATH = "/embed/{room}";

    /** Nobody's pages. */
    public static final Embedding OFF = new Embedding(List.of());

    private static final String EVERYBODY = "*";

    /** A raw path that the page above can be at, and that leads nowhere else. */
    private static final Pattern PAGE = Pattern.compile("/embed/[^/]+");

    public Embedding {
        origins = List.copyOf(origins);
        if (origins.contains(EVERYBODY) && origins.size() > 1) {
            throw new IllegalArgumentException("\"*\" lets every site in, so that there is nothing to list beside it");
        }
    }

    /**
     * Reads one origin.
     *
     * @throws IllegalArgumentException if it is none; the message says what to write
     */
    public static String origin(String text) {
        String typed = text.strip();
        if (typed.equals(EVERYBODY)) {
            return typed;
        }
        String advice = "\"" + typed + "\" is no origin; write https://school.example, with a port if it has one,"
                + " and nothing behind it";
        URI uri;
        try {
            uri = URI.create(typed.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(advice, malformed);
        }
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
        if (!web
                || uri.getHost() == null
                || !bare
                || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
            throw new IllegalArgumentException(advice);
        }
        int usual = uri.getScheme().equals("https") ? 443 : 80;
        return uri.getScheme() + "://" + uri.getHost()
                + (uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort());
    }

    /** Whether any page may show rooms. */
    public boolean on() {
        return !origins.isEmpty();
    }

    /** The sources of {@code frame-ancestors} (Content Security Policy Level 3 §6.4.2) for the page at a path. */
    public String frameAncestors(String path) {
        return on() && PAGE.matcher(path).matches() ? String.join(" ", origins) : "'none'";
    }

    /** Keeps what the address of a frame asks for and its page cannot keep itself. */
    public static void visit(SessionRequest visit) {
        visit.params().find("lang").ifPresent(tag -> LanguageChoice.keep(visit, tag));
    }
}
