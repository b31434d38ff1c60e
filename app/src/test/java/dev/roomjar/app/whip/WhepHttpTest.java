package dev.roomjar.app.whip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.rooms.Name;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every answer that players can get, and that nobody else gets. */
@Timeout(60)
class WhepHttpTest {

    private static RunningDoors doors;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        doors = new RunningDoors(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static void publish(String room, String name) throws Exception {
        HttpResponse<String> created =
                doors.offer("/whip/" + room + "/" + name, doors.publisher(room), RunningDoors.ENCODER);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    }

    @Test
    void aPlayerIsAnsweredWithWhatIsSentAndItsSessionEnds() throws Exception {
        publish("Stage", "Ann");
        String token = doors.subscriber("Stage");

        HttpResponse<String> created = doors.offer("/whep/Stage", token, RunningDoors.PLAYER);

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.body())
                .contains("a=sendonly", "a=ssrc:", "a=setup:passive")
                .doesNotContain("a=inactive");
        String session = header(created, "Location");
        assertThat(session).matches("/whep/Stage/[0-9a-f]{32}");
        HttpResponse<String> restarted = doors.patch(session, token, "*", "efgh");
        assertThat(restarted.statusCode()).isEqualTo(200);
        assertThat(SdpText.ufrag(restarted.body())).isPresent().isNotEqualTo(SdpText.ufrag(created.body()));
        assertThat(doors.patch(session, token, header(restarted, "ETag"), "efgh")
                        .statusCode())
                .isEqualTo(204);
        assertThat(doors.delete(session, token).statusCode()).isEqualTo(200);
        assertThat(doors.delete(session, token).statusCode()).isEqualTo(404);
    }

    @Test
    void aRoomWithoutPeopleIsNotThere() throws Exception {
        HttpResponse<String> nobody = doors.offer("/whep/Empty", doors.subscriber("Empty"), RunningDoors.PLAYER);

        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(header(nobody, "Retry-After")).isNotEmpty();
        assertThat(nobody.body()).contains("Nobody is in that room");

        publish("Empty", "Ann");
        assertThat(doors.offer("/whep/Empty", doors.subscriber("Empty"), RunningDoors.PLAYER)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aTokenForOnePersonShowsNobodyElse() throws Exception {
        publish("One", "Ann");
        String token = doors.token(new Grant(RoomRole.SUBSCRIBER, Name.of("One"), Name.of("Ann")));

        assertThat(doors.offer("/whep/One?from=Ben", token, RunningDoors.PLAYER).statusCode())
                .isEqualTo(403);
        assertThat(doors.offer("/whep/One?from=ann", token, RunningDoors.PLAYER).statusCode())
                .isEqualTo(201);
        assertThat(doors.offer("/whep/One", token, RunningDoors.PLAYER).statusCode())
                .isEqualTo(201);
    }

    @Test
    void whoIsWantedMayComeLater() throws Exception {
        publish("Later", "Ann");

        HttpResponse<String> created =
                doors.offer("/whep/Later?from=Ben,Cleo", doors.subscriber("Later"), RunningDoors.PLAYER);

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.body()).contains("a=sendonly");
    }

    @Test
    void anEncodersOfferIsNoPlayers() throws Exception {
        publish("Wrong", "Ann");

        HttpResponse<String> refused = doors.offer("/whep/Wrong", doors.subscriber("Wrong"), RunningDoors.ENCODER);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("receives");
        assertThat(doors.offer("/whep/Wrong", doors.publisher("Wrong"), RunningDoors.PLAYER)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void playersAreNobodyInTheRoom() throws Exception {
        publish("Uncounted", "Ann");
        for (int i = 0; i < 5; i++) {
            doors.offer("/whep/Uncounted", doors.subscriber("Uncounted"), RunningDoors.PLAYER);
        }

        publish("Uncounted", "Ben");
        publish("Uncounted", "Cleo");
    }
}
