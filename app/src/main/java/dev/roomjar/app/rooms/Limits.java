package dev.roomjar.app.rooms;

/**
 * How much may go on at once.
 *
 * @param rooms open at the same time, at least 1
 * @param people in one room, at least 1
 */
public record Limits(int rooms, int people) {

    public Limits {
        if (rooms < 1 || people < 1) {
            throw new IllegalArgumentException("limits must be at least 1, not " + rooms + " rooms of " + people);
        }
    }
}
