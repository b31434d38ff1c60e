package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Ten packets of 500 bytes, each 2 ms: 2 Mbit/s. */
class ProbeClustersTest {
    private final ProbeClusters clusters = new ProbeClusters();

    private double probe(int id, int arrivalGap, int arriving) {
        clusters.begin(id);
        for (int i = 0; i < 10; i++) {
            clusters.sent(id, 500);
        }
        clusters.complete(id);
        for (int i = 0; i < arriving; i++) {
            clusters.arrived(id, i * 2_000L, 77_000 + (long) i * arrivalGap, 500);
        }
        return clusters.result(id);
    }

    @Test
    void aPathThatTakesItGivesItsRate() {
        assertThat(probe(1, 2_000, 10)).isCloseTo(2e6, Percentage.withPercentage(1));
        assertThat(clusters.saturated()).isFalse();
    }

    @Test
    void aPathThatDoesNotGivesALittleLessThanWhatArrives() {
        assertThat(probe(1, 4_000, 10)).isCloseTo(0.9e6, Percentage.withPercentage(1));
        assertThat(clusters.saturated()).isTrue();
    }

    @Test
    void tooLittleOrTooFastIsNoResult() {
        assertThat(probe(1, 2_000, 7)).isEqualTo(ProbeClusters.NO_RESULT);
        assertThat(probe(2, 500, 10)).as("compressed on the way").isEqualTo(ProbeClusters.NO_RESULT);
        assertThat(probe(3, 0, 10)).isEqualTo(ProbeClusters.NO_RESULT);
    }

    @Test
    void packetsOfAProbeLongForgottenAreIgnored() {
        probe(1, 2_000, 10);
        probe(5, 2_000, 0);

        clusters.arrived(1, 0, 0, 500);

        assertThat(clusters.result(1)).isEqualTo(ProbeClusters.NO_RESULT);
        assertThat(clusters.result(5)).isEqualTo(ProbeClusters.NO_RESULT);
    }
}
