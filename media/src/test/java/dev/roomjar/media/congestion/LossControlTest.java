package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A second each, of a sender that follows the bound. */
class LossControlTest {
    private final LossControl control = new LossControl();

    @Test
    void littleLossBoundsNothing() {
        for (int i = 0; i < 10; i++) {
            control.update(100, 0.01, 2e6, 2e6, false);
        }

        assertThat(control.bitsPerSecond()).isGreaterThan(1e12);
    }

    @Test
    void moderateLossHolds() {
        control.update(100, 0.05, 1e6, 1e6, true);

        assertThat(control.bitsPerSecond()).isEqualTo(1e6);
    }

    @Test
    void muchLossFallsToWhatArrives() {
        control.update(100, 0.4, 1e6, 1e6, false);

        assertThat(control.bitsPerSecond()).isCloseTo(0.6e6, Offset.offset(1.0));
    }

    @Test
    void aSenderThatDoesNotFollowKeepsTheBoundAtWhatArrives() {
        for (int i = 0; i < 30; i++) {
            control.update(100, 0.4, 1e6, Math.min(1e6, control.bitsPerSecond()), false);
        }

        assertThat(control.bitsPerSecond()).isGreaterThan(0.5e6);
    }

    @Test
    void lossThatDoesNotDependOnTheRateIsLearned() {
        double rate = 1e6;
        for (int i = 0; i < 20; i++) {
            control.update(100, 0.2, rate, rate, false);
            rate = Math.min(2e6, control.bitsPerSecond());
        }

        assertThat(rate).isGreaterThan(0.9e6);
        assertThat(control.isHigh(0.2)).isFalse();
        assertThat(control.isHigh(0.5)).isTrue();
    }

    @Test
    void lossOfAPathThatPolicesItsRateIsNot() {
        double rate = 2e6;
        double arrived = 0;
        double sent = 0;
        for (int i = 0; i < 40; i++) {
            double loss = Math.max(0, 1 - 1e6 / rate);
            control.update(100, loss, rate, rate, false);
            sent += i < 10 ? 0 : rate;
            arrived += i < 10 ? 0 : rate * (1 - loss);
            rate = Math.min(2e6, control.bitsPerSecond());
        }

        assertThat(arrived / sent).isGreaterThan(0.88);
        assertThat(arrived / 30).isGreaterThan(0.7e6);
    }
}
