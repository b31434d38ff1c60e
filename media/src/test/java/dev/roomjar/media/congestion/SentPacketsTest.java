package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentPacketsTest {
    private final SentPackets packets = new SentPackets(0x10000L + 65_000);

    @Test
    void whatWasSentIsKnownByItsNumber() {
        long now = -5_000_000_000L;
        long number = packets.add(1_200, 7, now);

        assertThat(number & 0xffff).isEqualTo(65_000);
        assertThat(packets.unwrap(65_000)).isEqualTo(number);
        assertThat(packets.knows(number)).isTrue();
        assertThat(packets.sentMicros(number, now + 900_000)).isEqualTo(now);
        assertThat(packets.size(number)).isEqualTo(1_200);
        assertThat(packets.probe(number)).isEqualTo(7);
        assertThat(packets.knows(number + 1)).isFalse();
        assertThat(packets.knows(number - 1)).isFalse();
    }

    @Test
    void arrivalOverridesLossAndNotTheOtherWayRound() {
        long number = packets.add(100, SentPackets.NO_PROBE, 0);

        packets.markMissed(number);
        assertThat(packets.isMissed(number)).isTrue();
        packets.markArrived(number);

        assertThat(packets.isMissed(number)).isFalse();
        assertThat(packets.hasArrived(number)).isTrue();
        assertThat(packets.size(number)).isEqualTo(100);
    }

    @Test
    void theHistoryCoversASecondAndAHalfAtAnyRateUpToItsBound() {
        // 4,000 packets per second, over the wrap of the number.
        long number = 0;
        for (int i = 0; i < 20_000; i++) {
            number = packets.add(i % 1_000, i % 200, i * 250L);
        }

        long old = number - 5_999;
        assertThat(packets.knows(old)).isTrue();
        assertThat(packets.size(old)).isEqualTo(14_000 % 1_000);
        assertThat(packets.sentMicros(old, 20_000 * 250L)).isEqualTo(14_000 * 250L);
        assertThat(packets.knows(number - 8_192)).as("bounded").isFalse();
    }

    @Test
    void aSlowStreamKeepsASmallHistory() {
        long number = 0;
        for (int i = 0; i < 1_000; i++) {
            number = packets.add(100, SentPackets.NO_PROBE, i * 20_000L);
        }

        assertThat(packets.knows(number - 255)).isTrue();
        assertThat(packets.knows(number - 256)).isFalse();
    }
}
