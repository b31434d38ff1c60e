package dev.roomjar.liveview.templates;

import java.util.ArrayList;
import java.util.List;

/** Java source being written, indented as it goes. */
final class JavaText {
    /** A constant takes at most 65,535 bytes of modified UTF-8, of which a char takes up to three (JVMS §4.4.7). */
    private static final int LARGEST_CONSTANT = 65_535 / 3;

    private final StringBuilder out = new StringBuilder(4096);
    private int depth;

    /** Begins indented by {@code depth} blocks. */
    JavaText(int depth) {
        this.depth = depth;
    }

    int depth() {
        return depth;
    }

    JavaText line(String text) {
        if (!text.isEmpty()) {
            out.append("    ".repeat(depth)).append(text);
        }
        out.append('\n');
        return this;
    }

    /** A line that opens a block. */
    JavaText open(String text) {
        line(text + " {");
        depth++;
        return this;
    }

    /** A line that closes a block and opens the next. */
    JavaText next(String text) {
        depth--;
        line("} " + text + " {");
        depth++;
        return this;
    }

    JavaText close() {
        return close("");
    }

    JavaText close(String after) {
        depth--;
        return line("}" + after);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** An expression for this text, on one line per line of text. */
    static String literal(String text) {
        if (text.length() <= LARGEST_CONSTANT) {
            return constant(text);
        }
        List<String> chunks = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + LARGEST_CONSTANT);
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            chunks.add(constant(text.substring(start, end)));
            start = end;
        }
        return "String.join(\"\", " + String.join(", ", chunks) + ")";
    }

    private static String constant(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                        literal.append(String.format("\\u%04x", (int) c));
                    } else {
                        literal.append(c);
                    }
                }
            }
        }
        return literal.append('"').toString();
    }
}
