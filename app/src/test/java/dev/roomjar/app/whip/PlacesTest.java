package dev.roomjar.app.whip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.RoomState;
import dev.roomjar.app.rooms.Source;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.app.whip.Places.Change;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacesTest {

    /** People as {@code name:stream}, or without a stream {@code name}. */
    private static RoomState room(String... people) {
        RoomState empty = RoomState.empty(Name.of("room"));
        return new RoomState(
                empty.room(),
                Arrays.stream(people)
                        .map(person -> person.split(":", 2))
                        .map(person -> person(Name.of(person[0]), person.length > 1 ? person[1] : null))
                        .toList(),
                empty.rules(),
                null,
                null,
                empty.openedAt());
    }

    private static Person person(Name name, @Nullable String stream) {
        return new Person("seat", name, Standing.GUEST, stream, null, Source.ON, Source.ON, false, 0);
    }

    private static List<Name> names(String... names) {
        return Arrays.stream(names).map(Name::of).toList();
    }

    @Test
    void everybodyWithAStreamGetsAPlaceInTheOrderOfArrival() {
        Places places = new Places(List.of(), 2);

        assertThat(places.update(room("a:1", "b", "c:3", "d:4")))
                .containsExactly(new Change(0, "1"), new Change(1, "3"));
        assertThat(places.update(room("a:1", "b", "c:3", "d:4"))).isEmpty();
    }

    @Test
    void aFreePlaceGoesToTheNext() {
        Places places = new Places(List.of(), 1);
        places.update(room("a:1", "b:2"));

        assertThat(places.update(room("b:2"))).containsExactly(new Change(0, "2"));
        assertThat(places.update(room("b"))).containsExactly(new Change(0, null));
        assertThat(places.update(room("b", "a:5"))).containsExactly(new Change(0, "5"));
    }

    @Test
    void whoIsWantedKeepsThePlaceWhileAway() {
        Places places = new Places(names("b", "a"), 2);

        assertThat(places.update(room("a:1", "c:3"))).containsExactly(new Change(1, "1"));
        assertThat(places.update(room("c:3"))).containsExactly(new Change(1, null));
        assertThat(places.update(room("c:3", "A:7", "b:8"))).containsExactly(new Change(0, "8"), new Change(1, "7"));
    }

    @Test
    void aNewStreamOfTheSamePersonTakesItsPlace() {
        Places places = new Places(List.of(), 2);
        places.update(room("a:1", "b:2"));

        assertThat(places.update(room("a:9", "b:2"))).containsExactly(new Change(0, "9"));
    }

    @Test
    void onePlaceAtLeastIsNeeded() {
        assertThat(Places.needed(List.of(), room("a"))).isEqualTo(1);
        assertThat(Places.needed(List.of(), room("a:1", "b:2", "c"))).isEqualTo(2);
        assertThat(Places.needed(names("x", "y", "z"), room("a:1"))).isEqualTo(3);
    }
}
