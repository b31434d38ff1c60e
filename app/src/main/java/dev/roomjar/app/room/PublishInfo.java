package dev.roomjar.app.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.roomjar.app.rooms.Ticket;

/** The answer to {@code get_publish_info}. */
record PublishInfo(
        String key,
        String token,
        @JsonProperty("session_id") String sessionId) {

    static PublishInfo of(Ticket ticket) {
        return new PublishInfo(ticket.apiKey(), ticket.token(), ticket.sessionId());
    }

    @Override
    public String toString() {
        return "PublishInfo[sessionId=" + sessionId + "]";
    }
}
