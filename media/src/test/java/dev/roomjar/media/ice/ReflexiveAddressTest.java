package dev.roomjar.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.ice.ReflexiveAddress.Outcome;
import dev.roomjar.media.stun.StunAttribute.XorMappedAddress;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Asking a STUN server, in simulated time. */
class ReflexiveAddressTest {
    private static final TransportAddress SERVER = TransportAddress.ofIpv4(0xcb007105, 3478);
    private static final TransportAddress OUTSIDE = TransportAddress.ofIpv4(0xcb007177, 61_000);
    private static final long MILLISECOND = 1_000_000L;

    /** Near the point where a steady clock may wrap. Boxed, lest the compiler warn of it. */
    private static final long START = Long.valueOf(Long.MAX_VALUE).longValue() - 1_000 * MILLISECOND;

    private final ReflexiveAddress asking = new ReflexiveAddress(SERVER, new Random(1), START);

    @Test
    void theAnswerIsTheAddress() {
        byte[] request = Objects.requireNonNull(asking.request(START));

        assertThat(handle(answer(request, OUTSIDE), SERVER, START)).isEqualTo(Outcome.LEARNT);
        assertThat(asking.mapped()).isEqualTo(OUTSIDE);
    }

    @Test
    void anAddressThatChangesIsNoticedWithTheNextQuestion() {
        byte[] first = Objects.requireNonNull(asking.request(START));
        handle(answer(first, OUTSIDE), SERVER, START);
        long later = START + 20_000 * MILLISECOND;
        assertThat(asking.request(later - 1)).isNull();
        byte[] second = Objects.requireNonNull(asking.request(later));
        assertThat(handle(answer(second, OUTSIDE), SERVER, later)).isEqualTo(Outcome.NONE);
        byte[] third = Objects.requireNonNull(asking.request(later + 20_000 * MILLISECOND));
        TransportAddress other = TransportAddress.ofIpv4(0xcb007177, 61_001);

        assertThat(handle(answer(third, other), SERVER, later)).isEqualTo(Outcome.LEARNT);
        assertThat(asking.mapped()).isEqualTo(other);
    }

    @Test
    void aSilentServerIsAskedFiveTimesEverMoreSlowlyThenAgainInAMinute() {
        List<Long> sent = new ArrayList<>();
        long now = START;
        Outcome outcome = Outcome.NONE;
        while (outcome == Outcome.NONE) {
            if (asking.request(now) != null) {
                sent.add((now - START) / MILLISECOND);
            }
            now = asking.deadline();
            outcome = asking.advance(now);
        }

        assertThat(sent).containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L);
        assertThat(outcome).isEqualTo(Outcome.UNANSWERED);
        assertThat((now - START) / MILLISECOND).isEqualTo(15_500);
        assertThat((asking.deadline() - now) / MILLISECOND).isEqualTo(60_000);
        assertThat(asking.request(now)).isNull();
        assertThat(asking.request(asking.deadline())).isNotNull();
    }

    @Test
    void onlyTheServersAnswerToThisQuestionCounts() {
        byte[] request = Objects.requireNonNull(asking.request(START));
        byte[] forged = answer(request, OUTSIDE);
        byte[] guessed = forged.clone();
        guessed[19]++;

        assertThat(handle(forged, TransportAddress.ofIpv4(0xcb007106, 3478), START))
                .isEqualTo(Outcome.NONE);
        assertThat(handle(guessed, SERVER, START)).isEqualTo(Outcome.NONE);
        assertThat(handle(request, SERVER, START)).isEqualTo(Outcome.NONE);
        assertThat(handle(new byte[] {1, 1}, SERVER, START)).isEqualTo(Outcome.NONE);
        assertThat(asking.mapped()).isNull();
    }

    private Outcome handle(byte[] bytes, TransportAddress from, long now) {
        return asking.handle(bytes, 0, bytes.length, from, now);
    }

    private static byte[] answer(byte[] request, TransportAddress seen) {
        StunMessage question = Objects.requireNonNull(StunMessage.parse(request, 0, request.length));
        return StunWriter.success(question.id())
                .add(new XorMappedAddress(seen.toSocketAddress()))
                .bytes(null);
    }
}
