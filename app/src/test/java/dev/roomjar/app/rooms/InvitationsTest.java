package dev.roomjar.app.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.rooms.Invitations.Reading;
import dev.roomjar.opentok.Project;
import dev.roomjar.opentok.ScopedToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvitationsTest {

    private static final Project PROJECT = new Project(100, "0123456789".repeat(4));
    private static final Name MATHS = Name.of("Maths");

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final Invitations invitations = new Invitations(PROJECT, clock);

    @Test
    void oneMakesItsBearerWhatItSays() {
        String guest = invitations.invite(MATHS, Standing.GUEST, Duration.ofHours(1));
        String host = invitations.invite(MATHS, Standing.HOST, Duration.ofDays(7));

        assertThat(invitations.read(MATHS, guest)).isEqualTo(new Reading.Valid(Standing.GUEST));
        assertThat(invitations.read(Name.of("maths"), host)).isEqualTo(new Reading.Valid(Standing.HOST));
    }

    @Test
    void oneIsGoodForItsRoomAndNoOther() {
        String token = invitations.invite(MATHS, Standing.HOST, Duration.ofHours(1));

        assertThat(invitations.read(Name.of("Art"), token)).isEqualTo(new Reading.Unknown());
    }

    @Test
    void oneThatHasRunOutIsToldFromOneThatNeverWas() {
        String token = invitations.invite(MATHS, Standing.GUEST, Duration.ofHours(1));

        now = now.plus(Duration.ofMinutes(59));
        assertThat(invitations.read(MATHS, token)).isEqualTo(new Reading.Valid(Standing.GUEST));
        now = now.plus(Duration.ofMinutes(1));
        assertThat(invitations.read(MATHS, token)).isEqualTo(new Reading.Expired());
        assertThat(invitations.read(MATHS, "nonsense")).isEqualTo(new Reading.Unknown());
        assertThat(invitations.read(MATHS, "")).isEqualTo(new Reading.Unknown());
    }

    @Test
    void whatOthersHaveSignedOrChangedIsNone() {
        Invitations elsewhere = new Invitations(new Project(100, "9876543210".repeat(4)), clock);
        String theirs = elsewhere.invite(MATHS, Standing.HOST, Duration.ofHours(1));
        String ours = invitations.invite(MATHS, Standing.GUEST, Duration.ofHours(1));
        String[] parts = ours.split("\\.", -1);
        String[] wanted = theirs.split("\\.", -1);

        assertThat(invitations.read(MATHS, theirs)).isEqualTo(new Reading.Unknown());
        assertThat(invitations.read(MATHS, parts[0] + "." + wanted[1] + "." + parts[2]))
                .isEqualTo(new Reading.Unknown());
    }

    @Test
    void aTokenForSomethingElseIsNone() {
        String encoder = ScopedToken.mint(
                PROJECT, "room.publish", Map.of("room", MATHS.key(), "as", "host"), now, Duration.ofHours(1));
        String oddRole = ScopedToken.mint(
                PROJECT, "invitation", Map.of("room", MATHS.key(), "as", "operator"), now, Duration.ofHours(1));

        assertThat(invitations.read(MATHS, encoder)).isEqualTo(new Reading.Unknown());
        assertThat(invitations.read(MATHS, oddRole)).isEqualTo(new Reading.Unknown());
    }
}
