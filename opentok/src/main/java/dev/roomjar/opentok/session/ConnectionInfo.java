package dev.roomjar.opentok.session;

/**
 * A connection as every client of the session sees it.
 *
 * @param creationTime milliseconds since the epoch
 * @param data what its token was minted with
 */
public record ConnectionInfo(String connectionId, long creationTime, String data) {}
