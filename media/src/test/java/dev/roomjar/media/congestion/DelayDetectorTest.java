package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Traces of a frame of five packets each 33 ms. */
class DelayDetectorTest {
    private static final int FRAME = 33_000;
    private final DelayDetector detector = new DelayDetector();
    private long sent;

    /** Sends frames whose delay grows by so much from one to the next; what the detector said meanwhile. */
    private Set<Usage> frames(int count, double delayStart, double delayGrowth) {
        Set<Usage> seen = EnumSet.noneOf(Usage.class);
        for (int i = 0; i < count; i++) {
            for (int packet = 0; packet < 5; packet++) {
                detector.arrived(
                        sent + packet * 100L, sent + packet * 800L + (long) (delayStart + i * delayGrowth) - 9_000_000);
            }
            sent += FRAME;
            seen.add(detector.usage());
        }
        return seen;
    }

    @Test
    void aSteadyDelayIsNormal() {
        frames(300, 20_000, 0);

        assertThat(detector.usage()).isEqualTo(Usage.NORMAL);
    }

    @Test
    void aGrowingDelayIsOveruseAndAShrinkingOneUnderuse() {
        frames(60, 20_000, 0);
        assertThat(frames(20, 20_000, 3_000)).contains(Usage.OVER).doesNotContain(Usage.UNDER);

        assertThat(frames(30, 80_000, -2_500)).contains(Usage.UNDER);

        frames(100, 5_000, 0);
        assertThat(detector.usage()).isEqualTo(Usage.NORMAL);
    }

    @Test
    void jitterWithoutATrendIsSeldomTakenForOveruse() {
        Random random = new Random(4);
        int over = 0;
        for (int i = 0; i < 2_000; i++) {
            frames(1, 20_000 + random.nextInt(8_000), 0);
            over += detector.usage() == Usage.OVER ? 1 : 0;
        }

        assertThat(over).isLessThan(40);
    }

    @Test
    void aDriftOfTheClocksIsNoQueue() {
        // 100 parts per million, far more than crystals drift.
        frames(2_000, 20_000, FRAME * 100e-6);

        assertThat(detector.usage()).isEqualTo(Usage.NORMAL);
    }

    @Test
    void whatARadioLinkDeliversAtOnceIsOneGroup() {
        // Frames each 10 ms, delivered five at a time.
        for (int i = 0; i < 500; i++) {
            detector.arrived(i * 10_000L, (i / 5 + 1) * 50_000L + i % 5 * 200L);
        }

        assertThat(detector.usage()).isEqualTo(Usage.NORMAL);
    }

    @Test
    void anotherPathAfterSilenceIsNotComparedWithTheOneBefore() {
        frames(60, 20_000, 0);
        sent += 10_000_000;
        frames(60, 400_000, 0);

        assertThat(detector.usage()).isEqualTo(Usage.NORMAL);
    }
}
