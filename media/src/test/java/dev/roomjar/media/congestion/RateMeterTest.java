package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RateMeterTest {
    private final RateMeter meter = new RateMeter();

    @Test
    void theRateIsThatOfTheLastHalfSecond() {
        for (long at = -3_000_000; at < -1_000_000; at += 10_000) {
            meter.add(1_000, at);
        }
        assertThat(meter.bitsPerSecond()).isCloseTo(800_000, Percentage.withPercentage(5));

        for (long at = -1_000_000; at < 0; at += 10_000) {
            meter.add(100, at);
        }
        assertThat(meter.bitsPerSecond(0)).isCloseTo(80_000, Percentage.withPercentage(5));
        assertThat(meter.bitsPerSecond(600_000)).isZero();
    }

    @Test
    void nothingIsToldOfTheFirstMoment() {
        meter.add(10_000, 0);
        meter.add(10_000, 100_000);

        assertThat(meter.bitsPerSecond()).isZero();
    }

    @Test
    void timesMayGoBackALittle() {
        for (int i = 0; i < 100; i++) {
            meter.add(500, i * 10_000L);
            meter.add(500, i * 10_000L - 60_000);
        }

        assertThat(meter.bitsPerSecond()).isCloseTo(800_000, Percentage.withPercentage(10));
    }
}
