package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Opening;
import dev.roomjar.app.rooms.RoomSummary;
import dev.roomjar.app.words.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody before a room is told of it.
 *
 * @param faces of the first few people in it
 * @param words who is in, or that nobody is
 * @param rules what else to expect, one sentence each
 * @param locked whether nobody new comes in
 */
public record Glimpse(List<Name> faces, String words, List<String> rules, boolean locked) {

    private static final int NAMED = 3;

    /**
     * @param room null while it is not open
     * @param opening how this visitor wants it, should it open for them
     * @param invited whether neither password nor wait concerns them
     */
    static Glimpse of(Words t, @Nullable RoomSummary room, Opening opening, boolean invited) {
        if (room == null) {
            return new Glimpse(List.of(), t.say("preview.opens"), wishes(t, opening), false);
        }
        List<String> rules = new ArrayList<>();
        if (room.rules().locked()) {
            rules.add(t.say("preview.locked"));
        }
        if (room.rules().password() && !invited) {
            rules.add(t.say("preview.asks.password"));
        }
        if (room.rules().waitingRoom() && !invited) {
            rules.add(t.say("preview.asks.waiting"));
        }
        if (room.rules().locked()) {
            return new Glimpse(List.of(), who(t, room), List.copyOf(rules), true);
        }
        List<Name> faces =
                room.people().subList(0, Math.min(NAMED, room.people().size()));
        return new Glimpse(faces, who(t, room), List.copyOf(rules), false);
    }

    private static List<String> wishes(Words t, Opening opening) {
        List<String> wishes = new ArrayList<>();
        if (!opening.listed()) {
            wishes.add(t.say("preview.wish.hidden"));
        }
        if (opening.waitingRoom()) {
            wishes.add(t.say("preview.wish.waiting"));
        }
        if (!opening.password().isEmpty()) {
            wishes.add(t.say("preview.wish.password"));
        }
        return List.copyOf(wishes);
    }

    private static String who(Words t, RoomSummary room) {
        int count = room.people().size();
        if (count == 0 || room.rules().locked()) {
            return t.say(room.open() ? "preview.open" : "preview.nobody");
        }
        List<String> names = new ArrayList<>();
        // One more name takes no more room than "1 other".
        int named = count <= NAMED + 1 ? count : NAMED;
        room.people().subList(0, named).forEach(name -> names.add(name.text()));
        if (count > named) {
            names.add(t.say("preview.others", count - named));
        }
        return t.say("preview.here", t.list(names), count);
    }
}
