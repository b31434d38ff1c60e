package dev.roomjar.app.server;

import dev.roomjar.app.rooms.Audit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what hosts and operators do to the log, under a name of its own, so that it can be kept apart. */
final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.roomjar.audit");

    private AuditLog() {}

    static void write(Audit line) {
        LOG.info(
                "room=\"{}\" by=\"{}\" action={} details=\"{}\"",
                line.room(),
                line.by(),
                line.action(),
                line.details());
    }
}
