package dev.roomjar.liveview.templates;

import java.util.Locale;
import java.util.Set;

/** How a value must be escaped, by where it stands; each names the method of {@code Html} that does it. */
enum Escaping {
    BODY("body"),
    ATTRIBUTE("attribute"),
    URL("url"),
    SCRIPT("script"),
    NONE("raw");

    private static final Set<String> URL_ATTRIBUTES = Set.of(
            "action",
            "background",
            "cite",
            "data",
            "formaction",
            "href",
            "manifest",
            "ping",
            "poster",
            "src",
            "xlink:href");

    private final String method;

    Escaping(String method) {
        this.method = method;
    }

    String method() {
        return method;
    }

    static Escaping ofBody(String tag) {
        return tag.equalsIgnoreCase("script") ? SCRIPT : BODY;
    }

    static Escaping ofAttribute(String attribute) {
        String name = attribute.toLowerCase(Locale.ROOT);
        if (name.startsWith("on")) {
            return SCRIPT;
        }
        return URL_ATTRIBUTES.contains(name) ? URL : ATTRIBUTE;
    }
}
