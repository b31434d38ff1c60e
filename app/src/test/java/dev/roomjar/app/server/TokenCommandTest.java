package dev.roomjar.app.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.opentok.Project;
import dev.roomjar.opentok.ScopedToken;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./roomjar token}, as somebody at a terminal uses it. */
class TokenCommandTest {

    @TempDir
    private Path data;

    private record Outcome(int code, String printed, String complaint) {}

    private Outcome run(Map<String, String> environment, String... arguments) throws InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complaint = new ByteArrayOutputStream();
        int code = Main.run(
                environment, new PrintStream(printed, true, UTF_8), new PrintStream(complaint, true, UTF_8), arguments);
        return new Outcome(code, printed.toString(UTF_8), complaint.toString(UTF_8));
    }

    private ScopedToken accepted(String scope, String token) throws Exception {
        ScopedToken.Check check = ScopedToken.verify(Project.loadOrCreate(data), scope, token.strip(), Instant.now());
        return ((ScopedToken.Check.Accepted) check).token();
    }

    @Test
    void itPrintsATokenAndNothingElse() throws Exception {
        Outcome outcome = run(Map.of(), "token", "--room", "My room", "--role", "publisher", "--data", data.toString());

        assertThat(outcome.code()).as(outcome.complaint()).isZero();
        assertThat(outcome.printed().lines()).hasSize(1);
        ScopedToken token = accepted("room.publish", outcome.printed());
        assertThat(token.claims()).containsEntry("room", "My room").doesNotContainKey("name");
        assertThat(token.expires())
                .isBetween(
                        Instant.now().plus(11, ChronoUnit.HOURS), Instant.now().plus(12, ChronoUnit.HOURS));
    }

    @Test
    void nameTimeAndFolderCanBeSetInAnyPlace() throws Exception {
        Outcome outcome = run(
                new HashMap<>(Map.of("ROOMJAR_DATA", data.toString(), "ROOMJAR_ROOM", "ignored")),
                "token",
                "--expires",
                "2d",
                "--name=Ann",
                "--role=subscriber",
                "--room=R");

        assertThat(outcome.code()).as(outcome.complaint()).isZero();
        ScopedToken token = accepted("room.watch", outcome.printed());
        assertThat(token.claims()).containsEntry("room", "R").containsEntry("name", "Ann");
        assertThat(token.expires()).isAfter(Instant.now().plus(47, ChronoUnit.HOURS));
    }

    @Test
    void theConfigFileNamesTheFolderToo() throws Exception {
        Path config = Files.writeString(data.resolve("roomjar.conf"), "data = " + data + "\nport = 8080\n");

        Outcome outcome = run(Map.of(), "token", "--room=R", "--role=subscriber", "--config", config.toString());

        assertThat(outcome.code()).as(outcome.complaint()).isZero();
        assertThat(accepted("room.watch", outcome.printed()).claims()).containsEntry("room", "R");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --role publisher                       | --room
            --room R                               | --role
            --room R --role viewer                 | neither publisher nor subscriber
            --room R --role publisher --expires 1y | 30d, 12h or 45m
            --room R --role publisher --expires 0h | 30d, 12h or 45m
            --room . --role publisher              | more than dots
            --room R --role publisher --nmae x     | --nmae
            """)
    void mistakesAreExplained(String arguments, String explanation) throws Exception {
        Outcome outcome = run(Map.of(), ("token --data " + data + " " + arguments).split(" ", -1));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaint()).startsWith("roomjar: ").contains(explanation);
        assertThat(outcome.printed()).isEmpty();
    }

    @Test
    void helpTellsTheOptions() throws Exception {
        assertThat(run(Map.of(), "token", "--help").printed()).contains("--room", "--role", "--expires", "--data");
        assertThat(run(Map.of(), "--help").printed()).contains("token");
    }
}
