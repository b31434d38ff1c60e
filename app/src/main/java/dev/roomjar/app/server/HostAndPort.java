package dev.roomjar.app.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * A host as people write it: {@code host}, {@code host:port}, {@code [v6]:port}, {@code [v6]} or a bare IPv6 address.
 *
 * @param host a name or an address without brackets
 * @param port 1 to 65535, 0 where none is written
 */
record HostAndPort(String host, int port) {
    private static final Pattern BRACKETS = Pattern.compile("\\[([0-9a-fA-F:.]+)](?::(\\d{1,5}))?");
    private static final Pattern NAME = Pattern.compile("([^:\\[\\]\\s/]+)(?::(\\d{1,5}))?");
    private static final Pattern BARE_IPV6 = Pattern.compile("([0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*)()");

    static HostAndPort parse(String text) {
        String stripped = text.strip();
        for (Pattern pattern : new Pattern[] {BRACKETS, NAME, BARE_IPV6}) {
            Matcher matcher = pattern.matcher(stripped);
            if (matcher.matches()) {
                return new HostAndPort(matcher.group(1), port(text, matcher.group(2)));
            }
        }
        throw new TypeConversionException("\"" + text + "\" is no host or address; write 203.0.113.7, meet.example.com,"
                + " 203.0.113.7:4002 or [2001:db8::7]:4002");
    }

    private static int port(String text, @Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return 0;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new TypeConversionException("\"" + text + "\" has a port that is not from 1 to 65535");
        }
        return port;
    }
}
