package dev.roomjar.app.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.rooms.Invitations;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.opentok.Project;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./roomjar invite}, as somebody at a terminal uses it. */
class InviteCommandTest {

    @TempDir
    private Path data;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();

    private int run(String... arguments) throws InterruptedException {
        return Main.run(
                Map.of("ROOMJAR_DATA", data.toString()),
                new PrintStream(printed, true, UTF_8),
                new PrintStream(complaint, true, UTF_8),
                arguments);
    }

    @Test
    void itPrintsALinkThatMakesItsBearerHost() throws Exception {
        int code = run("invite", "--room", "Class 5b", "--role", "host", "--site", "https://rooms.example/");

        String begin = "https://rooms.example/rooms/Class%205b?invite=";
        assertThat(code).as(complaint.toString(UTF_8)).isZero();
        assertThat(printed.toString(UTF_8)).startsWith(begin);
        Invitations invitations = new Invitations(Project.loadOrCreate(data), InstantSource.system());
        String token = printed.toString(UTF_8).strip().substring(begin.length());
        assertThat(invitations.read(Name.of("class 5B"), token))
                .isEqualTo(new Invitations.Reading.Valid(Standing.HOST));
    }

    @Test
    void whatItCannotUseIsSaid() throws Exception {
        assertThat(run("invite", "--room", "R", "--role", "king")).isEqualTo(2);
        assertThat(complaint.toString(UTF_8)).contains("neither guest nor host");
    }
}
