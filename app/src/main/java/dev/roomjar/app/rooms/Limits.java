package dev.roomjar.app.rooms;

import java.time.Duration;

/**
 * How much may go on at once.
 *
 * @param rooms open at the same time, at least 1
 * @param people in one room, at least 1
 * @param linger how long a room that all have left stays as it is, for whoever comes back
 */
public record Limits(int rooms, int people, Duration linger) {

    /** Long enough for a page to be loaded anew. */
    private static final Duration LINGER = Duration.ofSeconds(30);

    public Limits(int rooms, int people) {
        this(rooms, people, LINGER);
    }

    public Limits {
        if (rooms < 1 || people < 1) {
            throw new IllegalArgumentException("limits must be at least 1, not " + rooms + " rooms of " + people);
        }
    }
}
