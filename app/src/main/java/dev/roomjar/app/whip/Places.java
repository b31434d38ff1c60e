package dev.roomjar.app.whip;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.RoomState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is watched in which place of a player. A person who was asked for by name has a place for good, present or not. Where
 * nobody was asked for, whoever has a stream gets the first free place, in the order of arrival, and keeps it until the stream
 * is gone.
 */
final class Places {
    private final List<Name> wanted;
    private final @Nullable Name[] people;
    private final @Nullable String[] streams;

    /** @param wanted the people asked for; empty: everybody */
    Places(List<Name> wanted, int places) {
        this.wanted = wanted;
        this.people = new @Nullable Name[places];
        this.streams = new @Nullable String[places];
        for (int i = 0; i < Math.min(places, wanted.size()); i++) {
            people[i] = wanted.get(i);
        }
    }

    /** How many places would show everybody who is asked for: one at least. */
    static int needed(List<Name> wanted, RoomState roster) {
        long streaming = roster.people().stream()
                .filter(person -> person.streamId() != null)
                .count();
        return Math.max(1, wanted.isEmpty() ? (int) streaming : wanted.size());
    }

    /** What another stream, or (null) none, is now shown in. */
    record Change(int place, @Nullable String streamId) {}

    /** Takes how the room is now and tells which places change. */
    List<Change> update(RoomState roster) {
        List<Person> streaming = roster.people().stream()
                .filter(person -> person.streamId() != null)
                .toList();
        if (wanted.isEmpty()) {
            seat(streaming);
        }
        List<Change> changes = new ArrayList<>();
        for (int place = 0; place < streams.length; place++) {
            String stream = streamOf(people[place], streaming);
            if (!Objects.equals(stream, streams[place])) {
                streams[place] = stream;
                changes.add(new Change(place, stream));
            }
        }
        return changes;
    }

    private void seat(List<Person> streaming) {
        Set<Name> without =
                new LinkedHashSet<>(streaming.stream().map(Person::name).toList());
        for (int place = 0; place < people.length; place++) {
            Name name = people[place];
            if (name == null || !without.remove(name)) {
                people[place] = null;
            }
        }
        Iterator<Name> next = without.iterator();
        for (int place = 0; place < people.length && next.hasNext(); place++) {
            if (people[place] == null) {
                people[place] = next.next();
            }
        }
    }

    private static @Nullable String streamOf(@Nullable Name name, List<Person> streaming) {
        for (Person person : streaming) {
            if (Objects.equals(person.name(), name)) {
                return person.streamId();
            }
        }
        return null;
    }
}
