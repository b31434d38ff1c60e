package dev.roomjar.liveview.templates;

import java.util.Locale;
import java.util.Set;

/**
 * Tells whether a block is exactly one element, whatever its values: then the client may mark that element and skip it
 * while nothing in it changes (the {@code "r"} of the wire). In doubt the answer is no, which only costs speed; a wrong
 * yes makes the client mark the wrong element.
 */
final class RootElement {
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr");

    /** Their content is text: a tag in it is none. */
    private static final Set<String> RAW_TEXT = Set.of("script", "style", "textarea", "title", "iframe", "noscript");

    /** Stands for anything that is not known before the page is rendered. */
    private static final char DYNAMIC = '\0';

    private final String html;
    private int at;

    private RootElement(String html) {
        this.html = html;
    }

    static boolean isAllOf(Block block) {
        StringBuilder html = new StringBuilder();
        for (Part part : block.parts()) {
            if (part instanceof Part.Text text) {
                html.append(text.text());
            } else if (!(part instanceof Part.Statement || part instanceof Part.Key)) {
                html.append(DYNAMIC);
            }
        }
        return isOneElement(html.toString());
    }

    static boolean isOneElement(String html) {
        return new RootElement(html.strip()).scan();
    }

    private boolean scan() {
        int depth = 0;
        boolean first = true;
        while (at < html.length()) {
            if (!atTag()) {
                if (depth == 0) {
                    return false;
                }
                at++;
                continue;
            }
            if (depth == 0 && !first) {
                return false;
            }
            first = false;
            boolean closing = html.charAt(at + 1) == '/';
            String name = tagName(closing ? at + 2 : at + 1);
            boolean selfClosed = skipTag();
            if (closing) {
                depth--;
            } else if (selfClosed && depth == 0 && !VOID.contains(name)) {
                return false; // browsers take <div/> for <div>
            } else if (!selfClosed && !VOID.contains(name)) {
                depth++;
                if (RAW_TEXT.contains(name)) {
                    skipTo("</" + name);
                }
            }
            if (depth < 0) {
                return false;
            }
        }
        return !first && depth == 0;
    }

    private boolean atTag() {
        if (html.charAt(at) != '<' || at + 1 >= html.length()) {
            return false;
        }
        char next = html.charAt(at + 1);
        return next == '/' || Character.isLetter(next);
    }

    private String tagName(int from) {
        int end = from;
        while (end < html.length() && " \t\n\f\r/>\0".indexOf(html.charAt(end)) < 0) {
            end++;
        }
        return html.substring(from, end).toLowerCase(Locale.ROOT);
    }

    /** Goes behind the tag; tells whether it closes itself. */
    private boolean skipTag() {
        char quote = 0;
        for (; at < html.length(); at++) {
            char c = html.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return html.charAt(at++ - 1) == '/';
            }
        }
        return false;
    }

    private void skipTo(String text) {
        int found = html.toLowerCase(Locale.ROOT).indexOf(text, at);
        at = found < 0 ? html.length() : found;
    }
}
