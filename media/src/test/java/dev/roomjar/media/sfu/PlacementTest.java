package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.sfu.Placement.Loop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private final Placement placement = new Placement(10);

    @Test
    void aSmallSessionStaysAtHome() {
        assertThat(placement.receiver(List.of(new Loop(9, 0.6, true), new Loop(0, 0.0, true)), 0))
                .isZero();
    }

    @Test
    void aSessionThatFillsItsHomeFillsOneFurtherLoopAfterTheOther() {
        List<Integer> places = new ArrayList<>();
        int[] receivers = new int[3];
        for (int i = 0; i < 36; i++) {
            int place = placement.receiver(
                    List.of(
                            new Loop(receivers[0], 0.2, true),
                            new Loop(receivers[1], 0.3, true),
                            new Loop(receivers[2], 0.1, true)),
                    1);
            receivers[place]++;
            places.add(place);
        }

        assertThat(places.subList(0, 10)).isEqualTo(Collections.nCopies(10, 1));
        assertThat(places.subList(10, 20)).as("the idlest").isEqualTo(Collections.nCopies(10, 2));
        assertThat(places.subList(20, 30)).isEqualTo(Collections.nCopies(10, 0));
        assertThat(receivers).as("evenly from there on").containsExactly(12, 12, 12);
    }

    @Test
    void aBusyHomeIsRelievedByALoopThatWorksClearlyLess() {
        Loop home = new Loop(3, 0.75, true);

        assertThat(placement.receiver(List.of(home, new Loop(0, 0.65, true), new Loop(0, 0.5, true)), 0))
                .isEqualTo(2);
        assertThat(placement.receiver(List.of(home, new Loop(0, 0.65, true), new Loop(0, 0.69, true)), 0))
                .isZero();
        assertThat(placement.publisher(List.of(home, new Loop(40, 0.2, true)), 0))
                .isEqualTo(1);
    }

    @Test
    void aLoopWhereTheSessionIsAlreadyComesBeforeAnIdlerOne() {
        assertThat(placement.receiver(
                        List.of(new Loop(10, 0.2, true), new Loop(4, 0.5, true), new Loop(0, 0.0, true)), 0))
                .isEqualTo(1);
    }

    @Test
    void aLoopThatTakesNobodyGetsNobody() {
        assertThat(placement.receiver(List.of(new Loop(10, 0.2, true), new Loop(0, 0.0, false)), 0))
                .isZero();
        assertThat(placement.receiver(List.of(new Loop(2, 0.2, false), new Loop(0, 0.3, true)), 0))
                .as("a full home")
                .isEqualTo(1);
        assertThat(placement.receiver(List.of(new Loop(2, 0.2, false), new Loop(0, 0.3, false)), 0))
                .as("which says so itself")
                .isZero();
    }

    @Test
    void publishersStayAtHomeHoweverLargeTheRoom() {
        assertThat(placement.publisher(List.of(new Loop(500, 0.6, true), new Loop(0, 0.0, true)), 0))
                .isZero();
    }
}
