package dev.roomjar.app.room;

import dev.roomjar.app.rooms.ChatMessage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as the chat shows it.
 *
 * @param own whether the reader wrote it
 * @param continued whether its author goes on, so that the name need not stand there again
 */
public record ChatLine(ChatMessage message, boolean own, boolean continued) {
    private static final Duration PAUSE = Duration.ofMinutes(5);

    /** @param before what stands above it */
    static ChatLine of(ChatMessage message, String reader, @Nullable ChatMessage before) {
        boolean continued = before != null
                && before.author().equals(message.author())
                && Duration.between(before.at(), message.at()).compareTo(PAUSE) < 0;
        return new ChatLine(message, message.seat().equals(reader), continued);
    }

    public List<ChatPart> parts() {
        return ChatPart.of(message.text());
    }

    public String style() {
        return "chat-message" + (own ? " chat-own" : "") + (continued ? " chat-continued" : "");
    }

    /** Until the browser has put it into the reader's own time. */
    public String utc() {
        return message.at().toString().substring(11, 16);
    }
}
