package dev.roomjar.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roomjar.media.MediaException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SdpFuzzTest {
    /** Read once: a fuzzer counts in runs per second. */
    private static final NegotiatedMedia PUBLISHED =
            Fixtures.published("chromium-sendonly").video().orElseThrow();

    @FuzzTest
    void anyTextIsAnsweredOrRefused(byte[] text) {
        take(new String(text, StandardCharsets.UTF_8));
        take("v=0\r\n" + new String(text, StandardCharsets.UTF_8));
    }

    @Test
    void damagedOffersAreAnsweredOrRefused() {
        for (String name : new String[] {"chromium-simulcast", "firefox-sendrecv"}) {
            String offer = Fixtures.offer(name);
            for (int seed = 0; seed < 150; seed++) {
                take(damaged(offer, new Random(seed)));
            }
        }
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.setCharAt(at, (char) random.nextInt(128));
                case 1 -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(30)));
                default -> damaged.insert(at, text, 0, random.nextInt(50));
            }
        }
        return damaged.toString();
    }

    private static void take(String text) {
        try {
            PublisherAnswer answer = new PublisherNegotiation(1).answer(text, Fixtures.LOCAL);
            SessionDescription written = SessionDescription.parse(answer.sdp());
            assertThat(written.toString()).isEqualTo(answer.sdp());
        } catch (MediaException refused) {
            assertThat(refused.getMessage()).hasSizeGreaterThanOrEqualTo(10);
        }
        try {
            PlayerAnswer answer = new PlayerNegotiation(new Random(1), 3).answer(text, Fixtures.LOCAL);
            SessionDescription written = SessionDescription.parse(answer.sdp());
            assertThat(written.toString()).isEqualTo(answer.sdp());
        } catch (MediaException refused) {
            assertThat(refused.getMessage()).hasSizeGreaterThanOrEqualTo(10);
        }
        try {
            ReceiverNegotiation negotiation = new ReceiverNegotiation(new Random(1));
            negotiation.add(PUBLISHED, "c", "s");
            negotiation.offer(Fixtures.LOCAL);
            negotiation.answer(1, text);
        } catch (MediaException refused) {
            assertThat(refused.getMessage()).hasSizeGreaterThanOrEqualTo(10);
        }
    }
}
