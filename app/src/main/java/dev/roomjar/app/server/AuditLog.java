package dev.roomjar.app.server;

import dev.roomjar.app.rooms.Audit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what hosts and operators do to the log, under a name of its own, so that it can be kept apart. The line itself is made of
 * {@code key="value"}, quotation marks and backslashes within escaped; with JSON the same stands in {@code kvpList} as well.
 */
final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.roomjar.audit");

    private AuditLog() {}

    static void write(Audit line) {
        LOG.atInfo()
                .addKeyValue("room", line.room().text())
                .addKeyValue("by", line.by())
                .addKeyValue("action", line.action())
                .addKeyValue("details", line.details())
                .log(
                        "room={} by={} action={} details={}",
                        quoted(line.room().text()),
                        quoted(line.by()),
                        line.action(),
                        quoted(line.details()));
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(letter -> {
            if (letter == '"' || letter == '\\') {
                quoted.append('\\').appendCodePoint(letter);
            } else if (Character.isISOControl(letter)) {
                quoted.append(' ');
            } else {
                quoted.appendCodePoint(letter);
            }
        });
        return quoted.append('"').toString();
    }
}
