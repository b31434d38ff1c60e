package dev.roomjar.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has the floor. */
class SpeakersTest {
    private static final long MILLISECOND = 1_000_000;
    private static final int VOICE = 30;
    private static final int SOFT_VOICE = 45;
    private static final int SILENCE = 127;
    private static final int FAN = 62;

    private final Random random = new Random(7);
    private final Speakers speakers = new Speakers(10);
    private final Speaker alice = speakers.add("alice");
    private final Speaker bob = speakers.add("bob");
    private final Speaker carol = speakers.add("carol");
    private final List<String> floor = new ArrayList<>();
    private long now = 5_000 * MILLISECOND;

    @BeforeEach
    void listen() {
        speak(2_000, SILENCE, SILENCE, SILENCE);
        assertThat(floor).isEmpty();
    }

    /** Lets all three send packets of these levels for so long. */
    private void speak(int milliseconds, int ofAlice, int ofBob, int ofCarol) {
        for (int passed = 0; passed < milliseconds; passed += 20) {
            now += 20 * MILLISECOND;
            hear(alice, ofAlice);
            hear(bob, ofBob);
            hear(carol, ofCarol);
        }
    }

    /** Speech is a row of syllables: levels vary, and every so often there is none. */
    private void hear(Speaker speaker, int level) {
        boolean speech = level < 60;
        int heard = speech && random.nextInt(5) == 0 ? 75 : level + random.nextInt(9) - 4;
        speakers.heard(speaker, Math.min(127, heard), now);
        if (speakers.update(now)) {
            floor.add(speakers.recent().getFirst());
        }
    }

    @Test
    void whoSpeaksGetsTheFloorWithinASecond() {
        speak(800, VOICE, SILENCE, SILENCE);

        assertThat(floor).containsExactly("alice");
    }

    @Test
    void theFloorGoesToTheNextOneWhoSpeaksAndTheOrderIsRemembered() {
        speak(3_000, VOICE, SILENCE, SILENCE);
        speak(3_000, SILENCE, VOICE, SILENCE);
        speak(3_000, SILENCE, SILENCE, SOFT_VOICE);

        assertThat(floor).containsExactly("alice", "bob", "carol");
        assertThat(speakers.recent()).containsExactly("carol", "bob", "alice");
    }

    @Test
    void silenceKeepsTheLast() {
        speak(3_000, VOICE, SILENCE, SILENCE);
        speak(60_000, SILENCE, SILENCE, SILENCE);

        assertThat(floor).containsExactly("alice");
    }

    @Test
    void aCoughAndADoorTakeNoFloor() {
        speak(3_000, VOICE, SILENCE, SILENCE);
        speak(120, VOICE, 10, SILENCE);
        speak(1_000, VOICE, SILENCE, SILENCE);
        speak(500, SILENCE, SILENCE, SILENCE);
        speak(120, SILENCE, SILENCE, 10);
        speak(1_000, SILENCE, SILENCE, SILENCE);

        assertThat(floor).containsExactly("alice");
    }

    @Test
    void twoWhoSpeakAtOnceDoNotMakeTheFloorFlap() {
        speak(30_000, VOICE, VOICE, VOICE);

        assertThat(floor).as("changes in half a minute").hasSizeBetween(1, 3);
    }

    @Test
    void aFanIsNoSpeech() {
        speak(20_000, SILENCE, FAN, SILENCE);
        int before = floor.size();
        speak(3_000, SOFT_VOICE, FAN, SILENCE);
        speak(20_000, SILENCE, FAN, SILENCE);

        assertThat(floor.subList(before, floor.size())).containsExactly("alice");
    }

    @Test
    void whoLeavesIsForgotten() {
        speak(3_000, VOICE, SILENCE, SILENCE);
        speak(3_000, SILENCE, VOICE, SILENCE);

        speakers.remove(bob);

        assertThat(speakers.update(now)).isTrue();
        assertThat(speakers.recent()).containsExactly("alice");
    }

    @Test
    void inASmallRoomEverybodyIsHeard() {
        assertThat(List.of(alice, bob, carol)).allMatch(Speaker::isAudible);
    }
}
