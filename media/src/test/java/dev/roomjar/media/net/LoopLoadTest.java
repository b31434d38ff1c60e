package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoopLoadTest {
    private static final long MS = 1_000_000;

    private final LoopLoad load = new LoopLoad(0);

    @Test
    void theLoadIsTheWorkedPartOfTheWindow() {
        for (long at = 10; at < 250; at += 10) {
            assertThat(load.turn((at - 3) * MS, at * MS)).isEqualTo(-1);
        }
        assertThat(load.turn(247 * MS, 250 * MS)).isCloseTo(0.3, within(0.001));
    }

    @Test
    void aWindowKnowsNothingOfTheOneBefore() {
        load.turn(0, 250 * MS);
        assertThat(load.turn(499 * MS, 500 * MS)).isCloseTo(0.004, within(0.0001));
    }

    @Test
    void oneLongTurnIsFullLoad() {
        assertThat(load.turn(0, 900 * MS)).isEqualTo(1);
    }

    @Test
    void aLoopThatSleepsHasNone() {
        assertThat(load.turn(1_000 * MS, 1_000 * MS)).isZero();
    }
}
