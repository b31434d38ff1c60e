package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Knock;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.RoomState;
import dev.roomjar.app.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who came and who went, in words for a screen reader. */
final class Announcement {

    private Announcement() {}

    /** Empty if nobody came or went. A place taken over is no news: names count, not seats. */
    static String between(Words t, Scene scene, RoomState after, List<Knock> knocks) {
        RoomState before = scene.room();
        List<String> news = new ArrayList<>();
        missing(after, before).forEach(name -> news.add(t.say("room.joined", name)));
        missing(before, after).forEach(name -> news.add(t.say("room.left", name)));
        handsUp(before, after).forEach(name -> news.add(t.say("room.hand.news", name)));
        knocks.stream()
                .filter(knock -> !scene.knocks().contains(knock))
                .forEach(knock -> news.add(t.say("room.knock.news", knock.name())));
        return String.join(" ", news);
    }

    private static List<String> handsUp(RoomState before, RoomState after) {
        return after.hands().stream()
                .filter(person ->
                        before.person(person.seat()).filter(Person::handUp).isEmpty())
                .map(person -> person.name().text())
                .toList();
    }

    static String stopping(Words t, long seconds) {
        return seconds < 90
                ? t.say("room.stopping.seconds", seconds)
                : t.say("room.stopping.minutes", Math.ceilDiv(seconds, 60));
    }

    private static List<String> missing(RoomState from, RoomState in) {
        Set<String> there = from(in).collect(Collectors.toSet());
        return from(from).filter(name -> !there.contains(name)).toList();
    }

    private static Stream<String> from(RoomState roster) {
        return roster.people().stream().map(Person::name).map(name -> name.text());
    }
}
