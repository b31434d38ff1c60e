package dev.roomjar.app.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StageLayoutTest {
    private final StageLayout layout = new StageLayout();

    @Test
    void peopleStandInTheOrderOfArrival() {
        layout.follow(List.of("a", "b"));
        layout.follow(List.of("a", "b", "c"));

        assertThat(order()).containsExactly("a", "b", "c");
    }

    @Test
    void whoGoesLeavesTheOthersInTheirOrder() {
        layout.follow(List.of("a", "b", "c", "d"));
        layout.follow(List.of("a", "c", "d"));

        assertThat(order()).containsExactly("a", "c", "d");
    }

    @Test
    void whoSpeaksOnTheFirstPageStaysWhereTheyAre() {
        layout.follow(List.of("a", "b", "c", "d"));
        speak(3, "c");

        assertThat(order()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whoSpeaksElsewhereChangesPlacesWithWhoeverIsSilentForLongest() {
        layout.follow(List.of("a", "b", "c", "d", "e"));
        speak(3, "a");
        speak(3, "b");
        speak(3, "e");

        assertThat(order()).containsExactly("a", "b", "e", "d", "c");

        speak(3, "d");
        assertThat(order()).containsExactly("d", "b", "e", "a", "c");
    }

    @Test
    void whoSpeaksDoesNotPushOutOthersWhoSpeakToo() {
        layout.follow(List.of("a", "b", "c"));
        speak(2, "a", "b", "c");

        assertThat(order()).containsExactly("a", "b", "c");
    }

    @Test
    void whoIsLargeTakesNoPlaceAmongTheSmall() {
        layout.follow(List.of("a", "b", "c", "d"));
        layout.hear(List.of("c"));
        layout.bringForward(List.of("c"), 2, List.of("a"));

        assertThat(order()).containsExactly("a", "b", "c", "d");
        assertThat(layout.without(List.of("a"))).containsExactly("b", "c", "d");
    }

    @Test
    void theSpeakerIsWhoSpokeLastAndSomebodyIfNobodyDid() {
        assertThat(layout.speaker()).isEmpty();
        layout.follow(List.of("a", "b", "c"));
        assertThat(layout.speaker()).hasValue("a");

        layout.hear(List.of("b", "c"));
        assertThat(layout.speaker()).hasValue("b");
        layout.hear(List.of());
        assertThat(layout.speaker()).hasValue("b");

        layout.follow(List.of("a", "c"));
        assertThat(layout.speaker()).hasValue("c");
    }

    @Test
    void speakersWhoAreNotHereChangeNothing() {
        layout.follow(List.of("a", "b"));
        speak(1, "self");

        assertThat(order()).containsExactly("a", "b");
        assertThat(layout.speaker()).hasValue("a");
    }

    @Test
    void pagesHoldWhatFits() {
        assertThat(StageLayout.pages(0, 4)).isEqualTo(1);
        assertThat(StageLayout.pages(8, 4)).isEqualTo(2);
        assertThat(StageLayout.pages(9, 4)).isEqualTo(3);
        assertThat(StageLayout.page(List.of(1, 2, 3, 4, 5), 0, 2)).containsExactly(1, 2);
        assertThat(StageLayout.page(List.of(1, 2, 3, 4, 5), 2, 2)).containsExactly(5);
        assertThat(StageLayout.page(List.of(1, 2, 3, 4, 5), 9, 2)).isEmpty();
    }

    private List<String> order() {
        return layout.without(List.of());
    }

    private void speak(int firstPage, String... seats) {
        layout.hear(List.of(seats));
        layout.bringForward(List.of(seats), firstPage, List.of());
    }
}
