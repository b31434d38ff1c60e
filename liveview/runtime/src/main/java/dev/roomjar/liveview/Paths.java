package dev.roomjar.liveview;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Fills path templates such as {@code /rooms/{room}}. */
final class Paths {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}/]*}");

    private Paths() {}

    static String fill(String template, Object... arguments) {
        if (arguments.length == 0) {
            return template;
        }
        var matcher = PLACEHOLDER.matcher(template);
        var path = new StringBuilder(template.length() + 32);
        int used = 0;
        while (matcher.find()) {
            if (used == arguments.length) {
                throw new IllegalArgumentException(
                        "the path \"" + template + "\" has more placeholders than the " + used + " arguments given");
            }
            matcher.appendReplacement(path, "");
            path.append(encode(String.valueOf(arguments[used++])));
        }
        if (used < arguments.length) {
            throw new IllegalArgumentException("the path \"" + template + "\" has only " + used + " placeholders for "
                    + arguments.length + " arguments");
        }
        return matcher.appendTail(path).toString();
    }

    /** Percent-encodes one path segment or query value (RFC 3986 §2.1). */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
