package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyframeAllowanceTest {
    private static final long SECOND = 1_000_000_000;
    private static final long ROUND_TRIP = SECOND / 20;

    private static final int MANY = 50;

    private final KeyframeAllowance allowance = new KeyframeAllowance();

    @Test
    void aReceiverThatAsksAllTheTimeGetsOneEachFewSeconds() {
        int passed = 0;
        for (long now = SECOND; now < 61 * SECOND; now += SECOND / 10) {
            if (allowance.request(ROUND_TRIP, MANY, now)) {
                passed++;
                allowance.served(now + SECOND / 50);
            }
        }

        assertThat(passed).isBetween(15, KeyframeAllowance.BURST + 15);
    }

    @Test
    void aReceiverThatIsAloneMayHaveOneEachSecond() {
        int passed = 0;
        for (long now = SECOND; now < 61 * SECOND; now += SECOND / 10) {
            if (allowance.request(ROUND_TRIP, 1, now)) {
                passed++;
                allowance.served(now + SECOND / 50);
            }
        }

        assertThat(passed).isBetween(55, KeyframeAllowance.BURST + 60);
    }

    @Test
    void whatWaitsIsPassedOnLaterUnlessAKeyframeComesMeanwhile() {
        long now = SECOND;
        for (int i = 0; i < KeyframeAllowance.BURST; i++) {
            assertThat(allowance.request(ROUND_TRIP, MANY, now)).isTrue();
        }
        assertThat(allowance.request(ROUND_TRIP, MANY, now)).isFalse();

        assertThat(allowance.isWaiting()).isTrue();
        assertThat(allowance.takeDue(MANY, now + SECOND)).isFalse();
        assertThat(allowance.takeDue(MANY, now + KeyframeAllowance.MAX_REFILL_NANOS))
                .isTrue();
        assertThat(allowance.isWaiting()).isFalse();

        allowance.request(ROUND_TRIP, MANY, now + KeyframeAllowance.MAX_REFILL_NANOS);
        allowance.served(now + KeyframeAllowance.MAX_REFILL_NANOS + 1);
        assertThat(allowance.isWaiting()).isFalse();
    }

    @Test
    void whatWasAskedBeforeTheKeyframeOnItsWayCouldBeThereIsServedAlready() {
        allowance.served(SECOND);

        assertThat(allowance.request(ROUND_TRIP, MANY, SECOND + ROUND_TRIP)).isFalse();
        assertThat(allowance.isWaiting()).isFalse();
        assertThat(allowance.request(ROUND_TRIP, MANY, SECOND + ROUND_TRIP + KeyframeAllowance.GRACE_NANOS))
                .isTrue();
    }
}
