package dev.roomjar.liveview.render;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/**
 * What generated code calls to turn the values of a template into text that is safe where it stands: between tags
 * ({@code body}), in attributes ({@code attribute}, {@code url}) and in JavaScript ({@code script}). Which one applies is
 * decided when the template is compiled.
 *
 * <p>Nulls print as nothing. All methods are pure.
 */
public final class Html {
    /** What a URL with a forbidden scheme is replaced by: it resolves to nothing, and says why it is there. */
    static final String REFUSED_URL = "about:invalid#unsafe-scheme";

    private Html() {}

    /** Text between tags. */
    public static Object body(@Nullable String value) {
        return value == null ? "" : escape(value);
    }

    /** The name of a constant. */
    public static Object body(@Nullable Enum<?> value) {
        return value == null ? "" : escape(value.name());
    }

    /** A number. */
    public static Object body(@Nullable Number value) {
        return value == null ? "" : escape(value.toString());
    }

    /** A number. */
    public static Object body(int value) {
        return Integer.toString(value);
    }

    /** A number. */
    public static Object body(long value) {
        return Long.toString(value);
    }

    /** A number. */
    public static Object body(double value) {
        return Double.toString(value);
    }

    /** A number. */
    public static Object body(float value) {
        return Float.toString(value);
    }

    /** {@code true} or {@code false}. */
    public static Object body(boolean value) {
        return Boolean.toString(value);
    }

    /** {@code true} or {@code false}. */
    public static Object body(@Nullable Boolean value) {
        return value == null ? "" : value.toString();
    }

    /** A character. */
    public static Object body(char value) {
        return escape(String.valueOf(value));
    }

    /** A character. */
    public static Object body(@Nullable Character value) {
        return value == null ? "" : escape(value.toString());
    }

    /** A tree, a slot or a component stays one, to be compared part by part; other content is written out. */
    public static Object body(@Nullable Content value) {
        return switch (value) {
            case null -> "";
            case Slot slot -> slot.render();
            case Rendered tree -> tree;
            case ComponentPlace place -> place;
            case Content content -> HtmlOutput.write(content);
        };
    }

    /** Part of an attribute's value. */
    public static String attribute(@Nullable Object value) {
        if (value instanceof Rendered || value instanceof Slot) {
            return text(value).replace("\"", "&#34;").replace("'", "&#39;"); // the rest of it is escaped already
        }
        return escape(text(value));
    }

    /** A whole attribute; nothing if the value is null or false. */
    public static String attribute(String start, @Nullable Object value, String end) {
        return isAbsent(value) ? "" : start + attribute(value) + end;
    }

    /** A URL; one that would run a script is replaced by {@code about:invalid}. */
    public static String url(@Nullable Object value) {
        String url = text(value);
        return runsScript(url) ? REFUSED_URL : escape(url);
    }

    /** A whole URL attribute; nothing if the value is null or false. */
    public static String url(String start, @Nullable Object value, String end) {
        return isAbsent(value) ? "" : start + url(value) + end;
    }

    /** An attribute that is there or not: {@code disabled}. */
    public static String flag(String attribute, @Nullable Boolean present) {
        return present == null || !present ? "" : attribute;
    }

    /**
     * Part of a JavaScript string literal, in a {@code <script>} or an {@code onclick} and the like. Everything but
     * letters, digits and spaces is written as a character code, so it can end neither the literal nor the element.
     */
    public static String script(@Nullable Object value) {
        String text = text(value);
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u2028' || c == '\u2029') {
                out.append("\\u202").append(hex(c));
            } else if (c > 0x7f || Character.isLetterOrDigit(c) || c == ' ' || c == '.') {
                out.append(c);
            } else {
                out.append("\\x").append(hex(c >> 4)).append(hex(c));
            }
        }
        return out.toString();
    }

    /** A whole attribute that holds JavaScript; nothing if the value is null or false. */
    public static String script(String start, @Nullable Object value, String end) {
        return isAbsent(value) ? "" : start + script(value) + end;
    }

    /** {@code $unsafe{…}}: taken as it is. */
    public static String raw(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Marks the element that a component's HTML begins with as the client does, which finds it by that. */
    public static String component(String html, int number) {
        int end = html.indexOf('<') + 1;
        while (end < html.length() && " \t\r\n/>".indexOf(html.charAt(end)) < 0) {
            end++;
        }
        return html.substring(0, end) + " data-phx-component=\"" + number + '"' + html.substring(end);
    }

    /** The value as text, not escaped: for keys, and for values that are put together before they are escaped. */
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Enum<?> constant -> constant.name();
            case Slot slot -> slot.render().html();
            default -> value.toString();
        };
    }

    /** Text in which nothing can be taken for markup or end a quoted attribute. */
    static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (entity(text.charAt(i)) != null) {
                return escapeFrom(text, i);
            }
        }
        return text;
    }

    private static String escapeFrom(String text, int first) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            String entity = entity(c);
            if (entity == null) {
                out.append(c);
            } else {
                out.append(entity);
            }
        }
        return out.toString();
    }

    private static @Nullable String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&#34;";
            case '\'' -> "&#39;";
            default -> null;
        };
    }

    /**
     * Reads the scheme as browsers do (WHATWG URL, basic URL parser): control characters and spaces in front and line
     * breaks and tabs anywhere do not count.
     */
    private static boolean runsScript(String url) {
        StringBuilder scheme = new StringBuilder(16);
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == ':') {
                String name = scheme.toString();
                return name.equalsIgnoreCase("javascript") || name.equalsIgnoreCase("vbscript");
            }
            boolean leading = c <= ' ' && scheme.isEmpty();
            if (!leading && c != '\t' && c != '\n' && c != '\r') {
                scheme.append(c);
            }
        }
        return false;
    }

    private static boolean isAbsent(@Nullable Object value) {
        return value == null || Boolean.FALSE.equals(value);
    }

    private static char hex(int digit) {
        return Character.forDigit(digit & 0xf, 16);
    }
}
