package dev.roomjar.liveview.channel;

import java.util.Locale;

/**
 * Where a page may be sent. Anything that a browser might read as another scheme or, for a path, as another host is
 * refused: {@code javascript:} URLs, {@code //host}, backslashes, and control characters, which browsers drop before they
 * parse (the trick behind CVE-2026-58228 and CVE-2026-64941).
 */
public final class Destination {
    private Destination() {}

    /**
     * Checks a path on this site.
     *
     * @return the path
     * @throws IllegalArgumentException if it is anything else
     */
    public static String path(String to) {
        if (!to.startsWith("/") || to.startsWith("//") || hasTrick(to)) {
            throw new IllegalArgumentException(
                    "\"" + printable(to) + "\" is not a path on this site: write one slash and"
                            + " then the path, percent-encoded, as in \"/rooms/blue\"");
        }
        return to;
    }

    /**
     * Checks a path on this site or an absolute http or https URL.
     *
     * @return the destination
     * @throws IllegalArgumentException if it is anything else
     */
    public static String anywhere(String to) {
        String start = to.length() > 8 ? to.substring(0, 8).toLowerCase(Locale.ROOT) : "";
        boolean absolute = start.startsWith("https://") || start.startsWith("http://");
        if (absolute && !hasTrick(to)) {
            return to;
        }
        return path(to);
    }

    private static boolean hasTrick(String to) {
        return to.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == '\\');
    }

    private static String printable(String to) {
        return to.replaceAll("[\\x00-\\x1f\\x7f]", "?");
    }
}
