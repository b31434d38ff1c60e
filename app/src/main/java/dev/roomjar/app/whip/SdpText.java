package dev.roomjar.app.whip;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The few lines of session descriptions (RFC 8866) that HTTP deals in; all else is the media server's to judge. */
final class SdpText {
    private static final String UFRAG = "a=ice-ufrag:";
    private static final String PASSWORD = "a=ice-pwd:";

    private SdpText() {}

    /** Whether there is a section of that kind, {@code audio} or {@code video}, that is not refused. */
    static boolean has(String sdp, String kind) {
        return sdp.lines()
                .anyMatch(line -> line.startsWith("m=" + kind + " ") && !line.startsWith("m=" + kind + " 0 "));
    }

    /** The user name fragment of the first section that has one, or of the session. */
    static Optional<String> ufrag(String sdp) {
        return value(sdp.lines().toList(), UFRAG);
    }

    /** The same description with other ICE credentials: what a restart would have offered. */
    static String withCredentials(String sdp, IceFragment.Credentials credentials) {
        return sdp.lines()
                .map(line -> line.startsWith(UFRAG)
                        ? UFRAG + credentials.ufrag()
                        : line.startsWith(PASSWORD) ? PASSWORD + credentials.password() : line)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** The transport of an answer as a fragment (RFC 8840 §9): the section that leads the bundle, with its candidates. */
    static String fragment(String answer) {
        List<String> lines = answer.lines().toList();
        StringBuilder fragment = new StringBuilder();
        boolean leading = false;
        boolean over = false;
        for (String line : lines) {
            if (line.startsWith("m=")) {
                over |= leading;
                leading = !over && line.split(" ", -1).length > 1 && !line.split(" ", -1)[1].equals("0");
                if (leading) {
                    append(fragment, line);
                }
            } else if (leading && !over && belongs(line)) {
                append(fragment, line);
            } else if (fragment.indexOf("m=") < 0 && (line.startsWith("a=group:") || line.equals("a=ice-lite"))) {
                append(fragment, line);
            }
        }
        return fragment.toString();
    }

    private static boolean belongs(String line) {
        return line.startsWith("a=mid:")
                || line.startsWith(UFRAG)
                || line.startsWith(PASSWORD)
                || line.startsWith("a=candidate:")
                || line.equals("a=end-of-candidates");
    }

    private static void append(StringBuilder text, String line) {
        text.append(line).append("\r\n");
    }

    static Optional<String> value(List<String> lines, String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }
}
