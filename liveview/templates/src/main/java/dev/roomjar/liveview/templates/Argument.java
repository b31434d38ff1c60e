package dev.roomjar.liveview.templates;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A named argument of a template call: {@code name = value}. */
record Argument(String name, String value) {
    private static final Pattern NAMED = Pattern.compile("^\\s*([A-Za-z_$][\\w$]*)\\s*=(?!=)\\s*(.*)$", Pattern.DOTALL);

    /** Null if the argument has no name. */
    static @Nullable Argument parse(String argument) {
        Matcher named = NAMED.matcher(argument);
        return named.find() ? new Argument(named.group(1), named.group(2)) : null;
    }
}
