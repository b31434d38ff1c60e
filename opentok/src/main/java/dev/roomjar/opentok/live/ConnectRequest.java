package dev.roomjar.opentok.live;

import org.jspecify.annotations.Nullable;

/**
 * What a client says to enter a session.
 *
 * @param id the number its reply carries
 * @param apiKey the API key, or the application id
 * @param resume the secret of a connection it had before
 */
public record ConnectRequest(
        long id,
        String apiKey,
        String sessionId,
        String token,
        @Nullable String resume) {
    @Override
    public String toString() {
        return "ConnectRequest[id=" + id + ", sessionId=" + sessionId + "]";
    }
}
