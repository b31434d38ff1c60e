package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StressTest {
    private static final long STEP_MS = 250;

    private final Stress stress = new Stress();
    private long nowMs;

    @Test
    void aShortBurstChangesNothing() {
        during(1_900, 0.99);
        during(1_000, 0.5);
        during(1_900, 0.99);
        assertThat(stress.layersTaken()).isZero();
    }

    @Test
    void layersGoOneByOneBeforeAnybodyIsTurnedAway() {
        during(2_300, 0.9);
        assertThat(stress.layersTaken()).isEqualTo(1);
        during(2_000, 0.9);
        assertThat(stress.layersTaken()).isEqualTo(2);
        assertThat(stress.refuses()).isFalse();
        during(2_000, 0.9);
        assertThat(stress.layersTaken()).isEqualTo(2);
        assertThat(stress.refuses()).isTrue();
    }

    @Test
    void itGoesNoFurtherThanThat() {
        during(60_000, 1);
        during(10_300, 0.1);
        assertThat(stress.refuses()).isFalse();
        assertThat(stress.layersTaken()).isEqualTo(2);
    }

    @Test
    void aLoadInBetweenKeepsWhatWasDone() {
        during(2_300, 0.9);
        during(60_000, 0.7);
        assertThat(stress.layersTaken()).isEqualTo(1);
    }

    @Test
    void allIsGivenBackInTime() {
        during(8_000, 1);
        during(31_000, 0.3);
        assertThat(stress.layersTaken()).isZero();
        assertThat(stress.refuses()).isFalse();
    }

    @Test
    void aChangeIsToldOnce() {
        int changes = 0;
        for (int i = 0; i < 12; i++) {
            changes += stress.measured(0.9, nowMs * 1_000_000) ? 1 : 0;
            nowMs += STEP_MS;
        }
        assertThat(changes).isEqualTo(1);
    }

    private void during(long ms, double load) {
        for (long end = nowMs + ms; nowMs < end; nowMs += STEP_MS) {
            stress.measured(load, nowMs * 1_000_000);
        }
    }
}
