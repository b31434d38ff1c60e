package dev.roomjar.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is heard where there are more people than can be. */
class AudibleSpeakersTest {
    private static final long MILLISECOND = 1_000_000;
    private static final int AT_ONCE = 3;
    private static final int VOICE = 30;
    private static final int SILENCE = 127;

    private final Speakers speakers = new Speakers(AT_ONCE);
    private final List<Speaker> people = new ArrayList<>();
    private long now = 5_000 * MILLISECOND;
    private int changes;

    AudibleSpeakersTest() {
        for (int i = 0; i < 20; i++) {
            people.add(speakers.add("person " + i));
        }
        pass(1_000);
    }

    /** Lets time pass in which these people speak and all others are silent. */
    private void pass(int milliseconds, int... speaking) {
        for (int passed = 0; passed < milliseconds; passed += 20) {
            now += 20 * MILLISECOND;
            for (int i = 0; i < people.size(); i++) {
                int person = i;
                boolean speaks = java.util.Arrays.stream(speaking).anyMatch(number -> number == person);
                boolean before = people.get(i).isAudible();
                boolean heard = speakers.heard(people.get(i), speaks ? VOICE : SILENCE, now);
                changes += heard && !before ? 1 : 0;
            }
            assertThat(people.stream().filter(Speaker::isAudible)).hasSize(AT_ONCE);
        }
    }

    @Test
    void whoBeginsToSpeakIsHeardFromTheFirstPacket() {
        pass(20, 17);

        assertThat(people.get(17).isAudible()).isTrue();
    }

    @Test
    void allWhoSpeakAreHeardAsLongAsTheyFit() {
        pass(2_000, 5, 11, 17);

        assertThat(people.stream().filter(Speaker::isAudible))
                .containsExactly(people.get(5), people.get(11), people.get(17));
    }

    @Test
    void aPauseBetweenWordsCostsNobodyTheirPlace() {
        pass(2_000, 5, 11, 17);
        pass(300, 5);
        pass(200, 5, 6);

        assertThat(people.get(11).isAudible() && people.get(17).isAudible()).isTrue();
        assertThat(people.get(6).isAudible()).as("one too many").isFalse();
    }

    @Test
    void whoIsSilentForLongerMakesRoomAtOnce() {
        pass(2_000, 5, 11, 17);
        pass(700, 5);
        pass(20, 5, 6);

        assertThat(people.get(6).isAudible()).isTrue();
    }

    @Test
    void manyWhoSpeakAtOnceDoNotPushEachOtherOut() {
        pass(1_000, 1, 2, 3);
        changes = 0;
        pass(30_000, 1, 2, 3, 4, 5, 6, 7, 8);

        assertThat(changes).isLessThanOrEqualTo(3);
    }

    @Test
    void whoLeavesMakesRoom() {
        pass(2_000, 5, 11, 17);
        speakers.remove(people.remove(17));
        pass(100, 5, 11, 3);

        assertThat(people.get(3).isAudible()).isTrue();
    }
}
