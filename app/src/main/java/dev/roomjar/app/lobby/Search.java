package dev.roomjar.app.lobby;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.RoomSummary;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody looks for in the lobby: all the words they typed, in any order, accents and case aside. */
final class Search {

    private Search() {}

    static boolean finds(RoomSummary room, String query) {
        String text = Stream.concat(Stream.of(room.room()), room.people().stream())
                .map(Name::text)
                .map(Search::plain)
                .collect(Collectors.joining("\n"));
        return Stream.of(plain(query).split("\\s+")).allMatch(text::contains);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
