package dev.roomjar.liveview.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final byte[] SECRET = "thirty-two bytes of test secret!".getBytes(StandardCharsets.US_ASCII);

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final Tokens tokens = new Tokens(SECRET, () -> now);

    @Test
    void whatIsSignedComesBack() {
        assertThat(tokens.verify(Tokens.Purpose.VIEW, tokens.sign(Tokens.Purpose.VIEW, "é\n")))
                .contains("é\n");
    }

    @Test
    void aTokenIsGoodForOnePurposeOnly() {
        assertThat(tokens.verify(Tokens.Purpose.SESSION, tokens.sign(Tokens.Purpose.FLASH, "x")))
                .isEmpty();
    }

    @Test
    void aTokenEndsAfterItsAge() {
        String token = tokens.sign(Tokens.Purpose.VIEW, "x");
        now = now.plus(Duration.ofDays(14));
        assertThat(tokens.verify(Tokens.Purpose.VIEW, token)).contains("x");
        now = now.plusSeconds(1);
        assertThat(tokens.verify(Tokens.Purpose.VIEW, token)).isEmpty();
    }

    @Test
    void anotherSecretsTokenIsRefused() {
        byte[] other = SECRET.clone();
        other[0]++;
        String token = new Tokens(other, () -> now).sign(Tokens.Purpose.VIEW, "x");
        assertThat(tokens.verify(Tokens.Purpose.VIEW, token)).isEmpty();
    }

    @Test
    void noChangedCharacterIsAccepted() {
        String token = tokens.sign(Tokens.Purpose.VIEW, "payload");
        for (int i = 0; i < token.length() - 1; i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, i) + changed + token.substring(i + 1);
            assertThat(tokens.verify(Tokens.Purpose.VIEW, forged)).as(forged).isEmpty();
        }
    }

    @Test
    void garbageIsRefused() {
        for (String garbage : new String[] {"", ".", "a", "a.b", "....", "é.é", "AA.AA", "x".repeat(100_000)}) {
            assertThat(tokens.verify(Tokens.Purpose.VIEW, garbage)).isEmpty();
        }
        assertThat(tokens.verify(Tokens.Purpose.VIEW, null)).isEmpty();
    }

    @Test
    void csrfTokensDifferAndAllMatchTheirSecret() {
        String secret = Csrf.newSecret();
        String one = Csrf.token(secret);
        String two = Csrf.token(secret);
        assertThat(one).isNotEqualTo(two);
        assertThat(Csrf.matches(secret, one)).isTrue();
        assertThat(Csrf.matches(secret, two)).isTrue();
        assertThat(Csrf.matches(Csrf.newSecret(), one)).isFalse();
        assertThat(Csrf.matches(secret, null)).isFalse();
        assertThat(Csrf.matches(secret, "")).isFalse();
        assertThat(Csrf.matches(secret, "*".repeat(one.length()))).isFalse();
    }
}
