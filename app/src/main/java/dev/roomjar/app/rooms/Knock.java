package dev.roomjar.app.rooms;

import java.time.Instant;

/**
 * Somebody who waits to be let in, as hosts see them.
 *
 * @param id names this wait; public
 */
public record Knock(String id, Name name, Instant since) {}
