package dev.roomjar.app.rooms;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What was said in writing in one room: the latest messages, within a bound. */
final class Chat {
    private static final int MOST = 500;

    /** @param secret of the author's browser: their next stay in the room may take the message back, too */
    private record Said(ChatMessage message, String secret) {}

    private final Deque<Said> messages = new ArrayDeque<>();
    private long last;

    /** Notes a message; empty where nothing of it is left to be shown. */
    Optional<ChatMessage> say(Seat author, String typed, Instant now) {
        String text = clean(typed);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        ChatMessage message = new ChatMessage(++last, author.id(), author.name(), now, text);
        messages.addLast(new Said(message, author.secret()));
        if (messages.size() > MOST) {
            messages.removeFirst();
        }
        return Optional.of(message);
    }

    /** Removes a message, its own author's or, for hosts, anybody's; whether it was there. */
    boolean unsay(long number, Seat by) {
        return messages.removeIf(said ->
                said.message().number() == number && (by.host() || said.secret().equals(by.secret())));
    }

    /** What was said, to be read in this seat: what its person said in an earlier one counts as said in this. */
    List<ChatMessage> history(Seat reader) {
        return messages.stream()
                .map(said ->
                        said.secret().equals(reader.secret()) ? said.message().from(reader.id()) : said.message())
                .toList();
    }

    private static String clean(String typed) {
        String text = typed.replace("\r\n", "\n").replace('\r', '\n');
        StringBuilder kept = new StringBuilder(Math.min(text.length(), ChatMessage.LONGEST));
        text.codePoints()
                .filter(Chat::printable)
                .takeWhile(c -> kept.length() + Character.charCount(c) <= ChatMessage.LONGEST)
                .forEach(kept::appendCodePoint);
        return kept.toString().strip().replaceAll("\n{3,}", "\n\n");
    }

    private static boolean printable(int codePoint) {
        return codePoint == '\n'
                || codePoint == '\t'
                || !(Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE);
    }
}
