package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetransmissionBudgetTest {
    private static final long SECOND = 1_000_000_000;
    private final RetransmissionBudget budget = new RetransmissionBudget();

    @Test
    void noMoreThanHalfOfWhatIsSentIsSentAgain() {
        long sent = 0;
        long again = 0;
        for (long now = 0; now < 20 * SECOND; now += SECOND / 100) {
            budget.earned(2_000);
            sent += 2_000;
            for (int i = 0; i < 10; i++) {
                again += budget.spend(1_000, now) ? 1_000 : 0;
            }
        }

        assertThat(again)
                .isBetween(
                        sent / 2,
                        sent / 2 + RetransmissionBudget.MAX_BYTES + 20L * RetransmissionBudget.BYTES_PER_SECOND);
    }

    @Test
    void whatIsRefusedIsCountedOnce() {
        while (budget.spend(10_000, 0)) {}
        budget.refuse();

        assertThat(budget.takeRefused()).isEqualTo(2);
        assertThat(budget.takeRefused()).isZero();
    }

    @Test
    void aLittleIsSentAgainEvenToOneThatGetsNothingElse() {
        while (budget.spend(1_000, 0)) {}

        assertThat(budget.spend(1_000, SECOND)).isTrue();
    }
}
