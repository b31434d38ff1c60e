package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyframeRequestsTest {
    private static final long MILLISECOND = 1_000_000;

    private final KeyframeRequests requests = new KeyframeRequests(new RoundTrip());

    /** Somebody comes each 100 ms for so long and is answered 20 ms after each request; when it was asked, in milliseconds. */
    private List<Long> newcomers(int milliseconds) {
        List<Long> asked = new ArrayList<>();
        long answer = Long.MAX_VALUE;
        for (long now = 0; now < milliseconds; now++) {
            if (now % 100 == 0) {
                requests.request(now * MILLISECOND);
            }
            if (now == answer) {
                requests.satisfied();
            }
            if (requests.isDue(now * MILLISECOND)) {
                requests.sent(now * MILLISECOND);
                asked.add(now);
                answer = now + 20;
            }
        }
        return asked;
    }

    @Test
    void theFirstNewcomersHardlyWait() {
        assertThat(newcomers(700)).containsExactly(0L, 300L, 600L);
    }

    @Test
    void manyNewcomersMakeOneRequestEachHalfSecond() {
        assertThat(newcomers(20_000).size()).isBetween(40, 43);
    }

    @Test
    void anUnansweredRequestIsRepeatedEachHalfSecond() {
        requests.request(0);
        List<Long> asked = new ArrayList<>();
        for (long now = 0; now < 1_600; now += 10) {
            if (requests.isDue(now * MILLISECOND)) {
                requests.sent(now * MILLISECOND);
                asked.add(now);
            }
        }
        assertThat(asked).containsExactly(0L, 500L, 1_000L, 1_500L);
    }
}
