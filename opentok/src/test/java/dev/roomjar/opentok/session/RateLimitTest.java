package dev.roomjar.opentok.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {

    @Test
    void soManyAtOnceAndThenAtTheRate() {
        RateLimit limit = new RateLimit(10, 3);
        assertThat(taken(limit, 1000, 10)).isEqualTo(3);
        assertThat(taken(limit, 1099, 10)).isZero();
        assertThat(taken(limit, 1100, 10)).isEqualTo(1);
        assertThat(taken(limit, 1350, 10)).isEqualTo(2);
    }

    @Test
    void aLongSilenceEarnsNoMoreThanTheBurst() {
        RateLimit limit = new RateLimit(10, 3);
        assertThat(taken(limit, 1_000_000_000, 10)).isEqualTo(3);
    }

    private static int taken(RateLimit limit, long now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += limit.take(now) ? 1 : 0;
        }
        return taken;
    }
}
