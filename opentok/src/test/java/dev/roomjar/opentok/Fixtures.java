package dev.roomjar.opentok;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Properties;
import java.util.Random;

/** The project, session and tokens that the tests of this package share. */
final class Fixtures {
    static final Project PROJECT = new Project(12345678, "0123456789abcdef0123456789abcdef01234567");
    static final SessionId SESSION = SessionId.parse(
                    "1_MX4xMjM0NTY3OH4xMjcuMC4wLjF-MTcwMDAwMDAwMDAwMH5hYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h-fg")
            .orElseThrow();

    /** When the tokens of npm opentok were minted. */
    static final Instant NODE_TIME = Instant.ofEpochSecond(1795258606);

    /** When the token of ex_opentok was. */
    static final Instant EX_OPENTOK_TIME = Instant.ofEpochSecond(1_700_000_000);

    private Fixtures() {}

    static Random random() {
        return new Random(7);
    }

    static String token(String name) {
        Properties tokens = new Properties();
        try (InputStream file = Fixtures.class.getResourceAsStream("tokens.properties")) {
            tokens.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return tokens.getProperty(name);
    }

    static Token accepted(Project project, String token, Instant now) {
        return ((TokenCheck.Accepted) Token.verify(project, token, now)).token();
    }

    static TokenCheck.Reason refused(Project project, String token, Instant now) {
        return ((TokenCheck.Refused) Token.verify(project, token, now)).reason();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
