package dev.roomjar.app.rooms;

/**
 * One line of the audit log.
 *
 * @param by who did it: a name, or "operator"
 * @param action the simple name of the {@link HostAction}
 * @param details what it was done to, and how; holds no secrets
 */
public record Audit(Name room, String by, String action, String details) {

    /** Takes each line when it happens; must not block. */
    @FunctionalInterface
    public interface Log {
        void write(Audit line);
    }
}
