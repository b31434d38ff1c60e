package dev.roomjar.app.rooms;

import java.time.Instant;

/**
 * One line of a room's chat.
 *
 * @param number counts up by one in each room, from 1
 * @param seat who wrote it; that seat may be gone
 * @param author the writer's name when they wrote it
 * @param text 1 to {@value #LONGEST} characters, lines separated by {@code \n}
 */
public record ChatMessage(long number, String seat, Name author, Instant at, String text) {

    /** In UTF-16 units. */
    public static final int LONGEST = 2_000;

    ChatMessage from(String otherSeat) {
        return new ChatMessage(number, otherSeat, author, at, text);
    }
}
