package dev.roomjar.app.rooms;

/**
 * What one person's browser needs to join the video session of a room. Belongs to that person alone.
 *
 * @param token private: never shown to anybody else and never logged
 */
public record Ticket(String apiKey, String sessionId, String token) {

    @Override
    public String toString() {
        return "Ticket[sessionId=" + sessionId + ", token=…]";
    }
}
