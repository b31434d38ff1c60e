package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransportTimeTest {
    private final TransportTime time = new TransportTime();

    @Test
    void aReferenceCountsSixtyFourMilliseconds() {
        long first = time.micros(100);

        assertThat(time.micros(103) - first).isEqualTo(3 * 64_000);
    }

    @Test
    void theReferenceWrapsAroundAfterTwelveDays() {
        long first = time.micros(0x7fffff);

        assertThat(time.micros(-0x800000) - first).isEqualTo(64_000);
        assertThat(time.micros(-0x800000 + 9) - first).isEqualTo(10 * 64_000);
    }

    @Test
    void feedbackOvertakenByLaterFeedbackIsOfItsOwnTime() {
        long first = time.micros(0x7ffffe);
        time.micros(-0x800000 + 1);

        assertThat(time.micros(0x7fffff) - first).isEqualTo(64_000);
    }
}
