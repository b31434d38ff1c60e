package dev.roomjar.media.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WantedLayersTest {
    private static final long SECOND = 1_000_000_000L;
    private final WantedLayers wanted = new WantedLayers();

    @Test
    void thatEverythingIsWantedIsNoNews() {
        wanted.update(2, 3, 0);
        assertThat(wanted.poll(10 * SECOND)).isFalse();
    }

    @Test
    void lessIsToldAfterAWhile() {
        wanted.update(1, 3, 0);
        assertThat(wanted.poll(3 * SECOND)).isFalse();
        assertThat(wanted.nextDeadline()).isEqualTo(4 * SECOND);
        assertThat(wanted.poll(4 * SECOND)).isTrue();
        assertThat(wanted.told()).isEqualTo(1);
        assertThat(wanted.poll(5 * SECOND)).isFalse();
    }

    @Test
    void moreIsToldAtOnce() {
        wanted.update(-1, 3, 0);
        assertThat(wanted.poll(4 * SECOND)).isTrue();
        wanted.update(1, 3, 5 * SECOND);
        assertThat(wanted.poll(5 * SECOND)).isTrue();
        assertThat(wanted.told()).isEqualTo(1);
    }

    @Test
    void whoComesBackInTimeFindsTheLayerRunning() {
        wanted.update(0, 3, 0);
        wanted.update(2, 3, 3 * SECOND);
        assertThat(wanted.poll(9 * SECOND)).isFalse();
        assertThat(wanted.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void evenLessDoesNotBeginTheWaitAnew() {
        wanted.update(1, 3, 0);
        wanted.update(-1, 3, 3 * SECOND);
        assertThat(wanted.poll(4 * SECOND)).isTrue();
        assertThat(wanted.told()).isEqualTo(-1);
    }
}
