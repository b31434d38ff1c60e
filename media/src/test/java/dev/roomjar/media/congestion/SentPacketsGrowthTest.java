package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long what was sent is remembered, and at what cost. */
class SentPacketsGrowthTest {
    private static final int SLOW = 300;

    /** Clocks whose lower 32 bits are positive and negative. */
    @ParameterizedTest
    @ValueSource(longs = {1L << 30, 3L << 30})
    void itGrowsAsTheRateNeedsAndNoFurther(long start) {
        SentPackets packets = new SentPackets(1_000);
        long now = start;
        for (int i = 0; i < SLOW; i++) {
            packets.add(100, SentPackets.NO_PROBE, now);
            now += 50_000;
        }
        for (int i = 0; i < 2_000; i++) {
            packets.add(100, SentPackets.NO_PROBE, now);
            now += 5_000;
        }

        assertThat(packets.capacity()).as("1.5 s at 200 per second").isEqualTo(512);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 30, 3L << 30})
    void whatIsForgottenIsNotTakenForSomethingElseAfterItGrew(long start) {
        SentPackets packets = new SentPackets(1_000);
        long now = start;
        long last = 0;
        for (int i = 0; i < SLOW; i++) {
            last = packets.add(100, SentPackets.NO_PROBE, now);
            now += 50_000;
        }
        while (packets.capacity() == 256) {
            last = packets.add(100, SentPackets.NO_PROBE, now);
            now += 1_000;
        }

        assertThat(packets.knows(last - 256)).isTrue();
        assertThat(packets.size(last - 256)).isEqualTo(100);
        assertThat(packets.knows(last - 257)).isFalse();
    }
}
