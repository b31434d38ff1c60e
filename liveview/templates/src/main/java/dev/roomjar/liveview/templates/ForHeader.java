package dev.roomjar.liveview.templates;

import org.jspecify.annotations.Nullable;

/** What stands between the parentheses of a {@code @for}, taken apart if it loops over something. */
record ForHeader(String declaration, String items) {

    /** Null if it is a counting loop: {@code int i = 0; i < n; i++}. */
    static @Nullable ForHeader ofEach(String header) {
        int nesting = 0;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            switch (c) {
                case '(', '[', '{', '<' -> nesting++;
                case ')', ']', '}', '>' -> nesting--;
                case '"', '\'' -> i = endOfLiteral(header, i);
                case ';', '=' -> {
                    return null;
                }
                case ':' -> {
                    if (nesting == 0) {
                        return new ForHeader(
                                header.substring(0, i).strip(),
                                header.substring(i + 1).strip());
                    }
                }
                default -> {}
            }
        }
        return null;
    }

    private static int endOfLiteral(String code, int start) {
        for (int i = start + 1; i < code.length(); i++) {
            if (code.charAt(i) == '\\') {
                i++;
            } else if (code.charAt(i) == code.charAt(start)) {
                return i;
            }
        }
        return code.length();
    }
}
