package dev.roomjar.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReplayWindowTest {
    private final ReplayWindow window = new ReplayWindow();

    @Test
    void anIndexIsAcceptedOnce() {
        window.mark(5);

        assertThat(window.accepts(5)).isFalse();
        assertThat(window.accepts(4)).isTrue();
        assertThat(window.accepts(6)).isTrue();
    }

    @Test
    void whatIsTooOldToTellIsRefused() {
        window.mark(5000);

        assertThat(window.accepts(5000 - ReplayWindow.SIZE + 1)).isTrue();
        assertThat(window.accepts(5000 - ReplayWindow.SIZE)).isFalse();
    }

    @Test
    void theFirstSequenceNumberCountsFromRolloverZero() {
        assertThat(window.estimate(40_000)).isEqualTo(40_000);
    }

    @Test
    void theSequenceNumberRollsOver() {
        window.mark(65_530);

        assertThat(window.estimate(3)).isEqualTo(65_536 + 3);
        assertThat(window.estimate(65_531)).isEqualTo(65_531);
    }

    @Test
    void aLatePacketBelongsBeforeTheRollover() {
        window.mark(3 * 65_536 + 2);

        assertThat(window.estimate(65_535)).isEqualTo(2 * 65_536 + 65_535);
    }

    @Test
    void nothingComesBeforeTheBeginning() {
        window.mark(2);

        assertThat(window.estimate(65_535)).isNegative();
        assertThat(window.accepts(window.estimate(65_535))).isFalse();
    }

    @Test
    void itAgreesWithASetOverRandomWalks() {
        for (int seed = 0; seed < 50; seed++) {
            assertAgreementWithASet(new Random(seed), "seed " + seed);
        }
    }

    private static void assertAgreementWithASet(Random random, String seed) {
        ReplayWindow walked = new ReplayWindow();
        Set<Long> seen = new HashSet<>();
        long newest = random.nextInt(70_000);
        walked.mark(newest);
        seen.add(newest);
        for (int step = 0; step < 3000; step++) {
            long index = Math.max(0, newest + random.nextInt(2000) - 1500);
            boolean acceptable = !seen.contains(index) && index > newest - ReplayWindow.SIZE;
            assertThat(walked.accepts(index)).as("%s, step %d", seed, step).isEqualTo(acceptable);
            if (acceptable) {
                walked.mark(index);
                seen.add(index);
                newest = Math.max(newest, index);
            }
        }
    }
}
