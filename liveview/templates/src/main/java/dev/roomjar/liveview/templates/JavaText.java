package dev.roomjar.liveview.templates;

import java.util.ArrayList;
import java.util.List;

/** Java source being written, indented as it goes. */
final class JavaText {
    /** A constant takes at most 65,535 bytes of modified UTF-8, of which a char takes up to three (JVMS §4.4.7). */
    private static final int LARGEST_CONSTANT = 65_535 / 3;

    /** Goes between a line of Java and the number of the template's line that it comes from. */
    static final String COMMENT = " // :";

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

    /** A line that comes from a line of the template. */
    JavaText line(String text, int templateLine) {
        return line(text + COMMENT + templateLine);
    }

    /** A line that opens a block. */
    JavaText open(String text) {
        return open(text, "");
    }

    /** A line that opens a block and comes from a line of the template. */
    JavaText open(String text, int templateLine) {
        return open(text, COMMENT + templateLine);
    }

    private JavaText open(String text, String comment) {
        line(text + " {" + comment);
        depth++;
        return this;
    }

    /** A line that closes a block and opens the next. */
    JavaText next(String text) {
        depth--;
        return open("} " + text);
    }

    /** The same, coming from a line of the template. */
    JavaText next(String text, int templateLine) {
        depth--;
        return open("} " + text, templateLine);
    }

    JavaText close() {
        depth--;
        return line("}");
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
