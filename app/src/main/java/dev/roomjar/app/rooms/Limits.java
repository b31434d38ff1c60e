package dev.roomjar.app.rooms;

import java.time.Duration;

/**
 * How much may go on at once, and for whom.
 *
 * @param rooms open at the same time, at least 1
 * @param people in one room, at least 1
 * @param linger how long a room that all have left stays as it is, for whoever comes back
 * @param invitedOnly whether nobody comes in whom nothing signed brings
 */
public record Limits(int rooms, int people, Duration linger, boolean invitedOnly) {

    /** Long enough for a page to be loaded anew. */
    private static final Duration LINGER = Duration.ofSeconds(30);

    public Limits(int rooms, int people) {
        this(rooms, people, LINGER);
    }

    public Limits(int rooms, int people, Duration linger) {
        this(rooms, people, linger, false);
    }

    /** The same where nobody comes in whom nothing signed brings. */
    public Limits forInvitedOnly() {
        return new Limits(rooms, people, linger, true);
    }

    public Limits {
        if (rooms < 1 || people < 1) {
            throw new IllegalArgumentException("limits must be at least 1, not " + rooms + " rooms of " + people);
        }
    }
}
