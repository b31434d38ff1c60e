package dev.roomjar.opentok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScopedTokenTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String SCOPE = "room.publish";

    private static String mint() {
        return ScopedToken.mint(Fixtures.PROJECT, SCOPE, Map.of("room", "Bär"), NOW, Duration.ofHours(1));
    }

    private static String refusal(String scope, String token, Instant now) {
        return ScopedToken.verify(Fixtures.PROJECT, scope, token, now) instanceof ScopedToken.Check.Refused refused
                ? refused.message()
                : "";
    }

    @Test
    void aTokenGivesItsClaimsBack() {
        ScopedToken.Check check = ScopedToken.verify(Fixtures.PROJECT, SCOPE, mint(), NOW.plusSeconds(3599));

        assertThat(check).isInstanceOfSatisfying(ScopedToken.Check.Accepted.class, accepted -> {
            assertThat(accepted.token().claims()).containsEntry("room", "Bär");
            assertThat(accepted.token().expires()).isEqualTo(NOW.plusSeconds(3600));
        });
    }

    @Test
    void itsTimeRunsOut() {
        assertThat(refusal(SCOPE, mint(), NOW.plusSeconds(3700))).contains("expired");
    }

    @Test
    void itIsGoodForItsScopeOnly() {
        assertThat(refusal("room.watch", mint(), NOW)).contains("something else");
        assertThat(Fixtures.refused(Fixtures.PROJECT, mint(), NOW)).isEqualTo(TokenCheck.Reason.MALFORMED);
        String client =
                Token.mint(Fixtures.PROJECT, Fixtures.SESSION, TokenOptions.publisher(), NOW, Fixtures.random());
        assertThat(refusal(SCOPE, client, NOW)).contains("something else");
        assertThatThrownBy(
                        () -> ScopedToken.mint(Fixtures.PROJECT, "session.connect", Map.of(), NOW, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherSecretOrAChangedTokenIsRefused() {
        String other = ScopedToken.mint(
                new Project(12345678, "f".repeat(40)), SCOPE, Map.of("room", "r"), NOW, Duration.ofHours(1));

        assertThat(refusal(SCOPE, other, NOW)).contains("not signed");
        assertThat(refusal(SCOPE, mint().replaceFirst("\\.[^.]{3}", ".eyJ9"), NOW))
                .isNotEmpty();
    }

    @Test
    void nonsenseIsRefusedAndNothingThrows() {
        String claims = "{\"scope\":\"" + SCOPE + "\",\"exp\":99999999999999999999}";
        for (String text : new String[] {
            "",
            ".",
            "..",
            "a.b.c",
            "x".repeat(100_000),
            Jwt.signed("{\"alg\":\"none\"}", claims, Fixtures.PROJECT.secret()),
            Jwt.signed("{\"alg\":\"HS256\"}", claims, Fixtures.PROJECT.secret()),
            Jwt.signed("{\"alg\":\"HS256\"}", "{\"scope\":\"" + SCOPE + "\"}", Fixtures.PROJECT.secret())
        }) {
            assertThat(refusal(SCOPE, text, NOW)).as(text).isNotEmpty();
        }
    }
}
