package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.congestion.LossModel.Verdict;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What some seconds at some rates say of where the loss is from. */
class LossModelTest {
    private final LossModel model = new LossModel();

    /** What the seconds say, the latest that says anything. */
    private Verdict after(int seconds, double loss, double rate) {
        Verdict latest = Verdict.OPEN;
        for (int i = 0; i < seconds; i++) {
            Verdict verdict = model.add(200, loss, rate);
            latest = verdict == Verdict.OPEN ? latest : verdict;
        }
        return latest;
    }

    @Test
    void oneRateSaysNothing() {
        assertThat(after(15, 0.1, 1e6)).isEqualTo(Verdict.OPEN);
        assertThat(model.ownLoss()).isZero();
    }

    @Test
    void theSameLossAtAnotherRateIsThePathsOwn() {
        after(3, 0.15, 1e6);

        assertThat(after(2, 0.15, 0.7e6)).isEqualTo(Verdict.OWN);
        assertThat(model.ownLoss()).isCloseTo(0.15, Offset.offset(0.01));
    }

    @Test
    void theSameLossAtAHigherRateIsToo() {
        after(5, 0.1, 1e6);

        assertThat(after(3, 0.1, 1.5e6)).isEqualTo(Verdict.OWN);
    }

    @Test
    void lossThatGrowsWithTheRateTellsTheCapacity() {
        after(5, 0, 0.9e6);

        assertThat(after(2, 0.2, 1.25e6)).isEqualTo(Verdict.CAPACITY);
        assertThat(model.capacity()).isCloseTo(1e6, Percentage.withPercentage(8));
        assertThat(model.ownLoss()).isCloseTo(0, Offset.offset(0.02));
    }

    @Test
    void bothAreToldApart() {
        after(6, 0.1, 0.9e6);
        after(6, 0.1, 0.6e6);

        assertThat(after(6, 0.1 + 0.9 * 0.5, 2e6)).isEqualTo(Verdict.CAPACITY);
        assertThat(model.capacity()).isCloseTo(1e6, Percentage.withPercentage(12));
        assertThat(model.ownLoss()).isCloseTo(0.1, Offset.offset(0.04));
    }

    @Test
    void ownLossThatIsGoneIsForgotten() {
        after(3, 0.15, 1e6);
        after(3, 0.15, 0.7e6);

        after(10, 0, 1e6);

        assertThat(model.ownLoss()).isLessThan(0.05);
    }

    @Test
    void figuresThatMakeNoSenseDoNoHarm() {
        model.add(0, 0, 0);
        model.add(20, 1, 0);
        model.add(20, 0, 1e6);

        assertThat(model.ownLoss()).isBetween(0.0, LossModel.MOST_OWN_LOSS);
        assertThat(model.capacity()).isPositive();
    }
}
