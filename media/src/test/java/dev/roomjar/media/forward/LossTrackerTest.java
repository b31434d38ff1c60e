package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When lost packets are asked for, by round trip and reordering. */
class LossTrackerTest {
    private static final long MILLISECOND = 1_000_000;

    private final RoundTrip roundTrip = new RoundTrip();
    private final LossTracker losses = new LossTracker(roundTrip);
    private final int[] due = new int[LossTracker.MAX_MISSING];
    private long now = 1_000 * MILLISECOND;
    private long next;

    LossTrackerTest() {
        losses.restart(0, 0);
        arrives();
    }

    private void arrives() {
        losses.arrived(next++, false, now);
    }

    private void isLost() {
        next++;
    }

    /** Lets time pass in steps of a millisecond; when something was asked for. */
    private List<Long> asked(long milliseconds) {
        List<Long> at = new ArrayList<>();
        for (int i = 0; i < milliseconds; i++) {
            now += MILLISECOND;
            for (int n = losses.takeDue(due, 0, now); n > 0; n--) {
                at.add(now / MILLISECOND);
            }
        }
        return at;
    }

    /** Makes the round trip known: some losses, each answered after so long. */
    private void roundTripIs(long milliseconds) {
        for (int i = 0; i < 30; i++) {
            isLost();
            long lost = next - 1;
            arrives();
            answer(
                    lost,
                    asked(LossTrackerTest.toleranceMilliseconds() + milliseconds)
                            .size());
        }
        assertThat(losses.roundTrip().nanos() / MILLISECOND).isBetween(milliseconds - 2, milliseconds + 2);
    }

    /** A publisher answers each request. */
    private void answer(long lost, int requests) {
        for (int i = 0; i < requests; i++) {
            losses.arrived(lost, true, now);
        }
    }

    private static long toleranceMilliseconds() {
        return ReorderTolerance.MIN_NANOS / MILLISECOND;
    }

    @ParameterizedTest
    @ValueSource(longs = {20, 60, 150, 400})
    void requestsAreRepeatedOnlyAfterAnAnswerCouldBeThere(long milliseconds) {
        roundTripIs(milliseconds);
        isLost();
        arrives();

        List<Long> at = asked(3_000);

        assertThat(at).hasSizeGreaterThanOrEqualTo(5);
        assertThat(at.get(1) - at.get(0)).isBetween(milliseconds, milliseconds * 3 / 2 + 15);
    }

    @Test
    void aPacketIsGivenUpWhenItCouldNotBeOfUseAnyMore() {
        roundTripIs(20);
        isLost();
        arrives();

        List<Long> at = asked(3_000);

        assertThat(at.getLast() - at.getFirst()).isLessThan(LossTracker.MIN_USEFUL_NANOS / MILLISECOND);
        assertThat(at.size()).isLessThanOrEqualTo(LossTracker.MAX_TRIES);
        assertThat(losses.takeGaveUp(0)).isTrue();
        assertThat(losses.takeGaveUp(0)).as("told once").isFalse();
        assertThat(losses.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatWasLostBeforeAKeyframeBreaksNothing() {
        isLost();
        arrives();
        long keyframe = next;
        arrives();

        asked(3_000);

        assertThat(losses.takeGaveUp(keyframe)).isFalse();
    }

    @Test
    void overtakingPacketsAreNotAskedForOnceTheNetworkIsKnown() {
        // Each packet is late by up to 40 ms at random; nothing is lost.
        Random random = new Random(5);
        long[] arrival = new long[2_000];
        for (int i = 0; i < arrival.length; i++) {
            arrival[i] = 2_000 + 6L * i + random.nextInt(40);
        }
        List<Long> early = new ArrayList<>();
        List<Long> late = new ArrayList<>();
        for (long at = 2_000; at < 2_000 + 6L * arrival.length + 50; at++) {
            now = at * MILLISECOND;
            for (int i = 0; i < arrival.length; i++) {
                if (arrival[i] == at) {
                    losses.arrived(1 + i, false, now);
                }
            }
            int n = losses.takeDue(due, 0, now);
            for (int i = 0; i < n; i++) {
                (at < 5_000 ? early : late).add(at);
            }
        }

        assertThat(late.size()).as("of 1,500; early %d", early.size()).isLessThan(30);
    }

    @Test
    void aNetworkInOrderLosesNoTimeToOneThatOnceWasNot() {
        losses.arrived(next + 1, false, now);
        now += 200 * MILLISECOND;
        losses.arrived(next, false, now);
        next += 2;
        for (int i = 0; i < 10_000; i++) {
            arrives();
        }
        isLost();
        arrives();

        assertThat(losses.nextDeadline() - now).isEqualTo(ReorderTolerance.MIN_NANOS);
    }

    @Test
    void anOutageIsNotAskedForPacketByPacket() {
        next += LossTracker.MAX_MISSING + 1;
        arrives();

        assertThat(asked(100)).isEmpty();
        assertThat(losses.takeGaveUp(0)).isTrue();
    }

    @Test
    void requestsThatGotLostDoNotMakeTheRoundTripLonger() {
        roundTripIs(50);
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            isLost();
            long lost = next - 1;
            arrives();
            asked(6);
            while (random.nextInt(3) == 0) {
                asked(roundTrip.timeoutNanos() / MILLISECOND);
            }
            asked(49);
            losses.arrived(lost, true, now);

            assertThat(roundTrip.timeoutNanos()).as("after %d", i).isLessThan(110 * MILLISECOND);
        }
    }

    @Test
    void aRoundTripThatGrewIsNoticedAlthoughEveryAnswerIsToMoreThanOneRequest() {
        roundTripIs(20);
        for (int i = 0; i < 60; i++) {
            isLost();
            long lost = next - 1;
            arrives();
            answer(lost, asked(305).size());
        }

        assertThat(roundTrip.timeoutNanos()).isGreaterThan(250 * MILLISECOND);
    }
}
