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

/** Every answer that encoders can get. */
@Timeout(60)
class WhipHttpTest {

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

    @Test
    void anOfferIsAnsweredWithTheAddressOfASession() throws Exception {
        String token = doors.publisher("Created");

        HttpResponse<String> created = doors.offer("/whip/Created/Ann", token, RunningDoors.ENCODER);

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(header(created, "Content-Type")).isEqualTo("application/sdp");
        assertThat(header(created, "Location")).matches("/whip/Created/Ann/[0-9a-f]{32}");
        assertThat(header(created, "ETag")).matches("\"[0-9a-f]{16}\"");
        assertThat(header(created, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(created, "Link")).startsWith("<turn:").contains("rel=\"ice-server\"", "credential=");
        assertThat(created.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(created.body()).contains("a=setup:passive", "a=recvonly", "a=candidate:");

        String session = header(created, "Location");
        assertThat(doors.delete(session, token).statusCode()).isEqualTo(200);
        assertThat(doors.delete(session, token).statusCode()).isEqualTo(404);
    }

    @Test
    void withoutAGoodTokenThereIsNothing() throws Exception {
        String path = "/whip/Closed/Ann";

        HttpResponse<String> none = doors.offer(path, "", RunningDoors.ENCODER);
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(header(none, "WWW-Authenticate")).startsWith("Bearer");
        assertThat(none.body()).contains("./roomjar token");

        Grant grant = new Grant(RoomRole.PUBLISHER, Name.of("Closed"), null);
        assertThat(doors.offer(path, doors.expired(grant), RunningDoors.ENCODER).statusCode())
                .isEqualTo(401);
        assertThat(doors.offer(path, "nonsense", RunningDoors.ENCODER).statusCode())
                .isEqualTo(401);
        String good = doors.token(grant);
        String forged = good.substring(0, good.length() - 3) + "AAA";
        assertThat(doors.offer(path, forged, RunningDoors.ENCODER).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenIsForOneRoomOneRoleAndPerhapsOneName() throws Exception {
        assertThat(doors.offer("/whip/Mine/Ann", doors.publisher("Yours"), RunningDoors.ENCODER))
                .satisfies(refused -> {
                    assertThat(refused.statusCode()).isEqualTo(403);
                    assertThat(refused.body()).contains("another room");
                });
        assertThat(doors.offer("/whip/Mine/Ann", doors.subscriber("Mine"), RunningDoors.ENCODER))
                .satisfies(refused -> {
                    assertThat(refused.statusCode()).isEqualTo(403);
                    assertThat(refused.body()).contains("subscriber's token");
                });
        String onlyAnn = doors.token(new Grant(RoomRole.PUBLISHER, Name.of("Mine"), Name.of("Ann")));
        assertThat(doors.offer("/whip/Mine/Ben", onlyAnn, RunningDoors.ENCODER).statusCode())
                .isEqualTo(403);
        HttpResponse<String> spelled = doors.offer("/whip/mine/ANN", onlyAnn, RunningDoors.ENCODER);
        assertThat(spelled.statusCode()).as(spelled.body()).isEqualTo(201);
        assertThat(doors.delete(header(spelled, "Location"), onlyAnn).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsNoOfferIsRefusedWithTheReason() throws Exception {
        String token = doors.publisher("Bad");

        assertThat(doors.ask("POST", "/whip/Bad/Ann", token, "text/plain", RunningDoors.ENCODER)
                        .statusCode())
                .isEqualTo(415);
        HttpResponse<String> noSdp = doors.offer("/whip/Bad/Ann", token, "hello");
        assertThat(noSdp.statusCode()).isEqualTo(400);
        assertThat(noSdp.body()).contains("no session description");
        assertThat(header(noSdp, "Content-Type")).startsWith("text/plain");
        assertThat(doors.offer("/whip/Bad/Ann", token, "").statusCode()).isEqualTo(400);
        assertThat(doors.offer("/whip/Bad/Ann", token, RunningDoors.ENCODER.replace("rtcp-mux", "x"))
                        .body())
                .contains("rtcp-mux");
        assertThat(doors.offer("/whip/Bad/Ann", token, "v=0\n" + "a=x\n".repeat(100_000))
                        .statusCode())
                .isEqualTo(413);
        String longName = "x".repeat(41);
        assertThat(doors.offer("/whip/Bad/" + longName, token, RunningDoors.ENCODER)
                        .body())
                .contains("too long");
    }

    @Test
    void aRefusedEncoderLeavesItsPlace() throws Exception {
        String token = doors.publisher("Left");
        doors.offer("/whip/Left/Ann", token, "hello");

        HttpResponse<String> other = doors.offer("/whip/Left/Ann", doors.token(other("Left")), RunningDoors.ENCODER);

        assertThat(other.statusCode()).as(other.body()).isEqualTo(201);
    }

    @Test
    void aTakenNameIsRefusedUnlessTheSameTokenTakesItOver() throws Exception {
        String token = doors.publisher("Taken");
        String first = header(doors.offer("/whip/Taken/Ann", token, RunningDoors.ENCODER), "Location");

        HttpResponse<String> another =
                doors.offer("/whip/Taken/Ann", doors.token(other("Taken")), RunningDoors.ENCODER);
        assertThat(another.statusCode()).isEqualTo(409);
        assertThat(another.body()).contains("called Ann already");

        HttpResponse<String> again = doors.offer("/whip/Taken/Ann", token, RunningDoors.ENCODER);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(doors.delete(first, token).statusCode())
                .as("the replaced session")
                .isEqualTo(404);
        assertThat(doors.delete(header(again, "Location"), token).statusCode()).isEqualTo(200);
    }

    /** Another token for the same room: it has a claim more. */
    private static Grant other(String room) {
        return new Grant(RoomRole.PUBLISHER, Name.of(room), Name.of("Ann"));
    }

    @Test
    void aFullRoomTellsWhenToTryAgain() throws Exception {
        String token = doors.publisher("Full");
        for (String name : new String[] {"A", "B", "C"}) {
            assertThat(doors.offer("/whip/Full/" + name, token, RunningDoors.ENCODER)
                            .statusCode())
                    .isEqualTo(201);
        }

        HttpResponse<String> fourth = doors.offer("/whip/Full/D", token, RunningDoors.ENCODER);

        assertThat(fourth.statusCode()).isEqualTo(503);
        assertThat(header(fourth, "Retry-After")).matches("[0-9]+");
        assertThat(fourth.body()).contains("room is full");
    }

    @Test
    void otherMethodsAreNotAllowedAndOptionsTellsWhichAre() throws Exception {
        String token = doors.publisher("Methods");
        String session = header(doors.offer("/whip/Methods/Ann", token, RunningDoors.ENCODER), "Location");

        for (String method : new String[] {"GET", "HEAD", "PUT", "DELETE", "PATCH"}) {
            HttpResponse<String> refused = doors.ask(method, "/whip/Methods/Ann", token, "", "");
            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(header(refused, "Allow")).isEqualTo("OPTIONS, POST");
        }
        for (String method : new String[] {"GET", "POST", "PUT"}) {
            assertThat(doors.ask(method, session, token, "", "").statusCode())
                    .as(method)
                    .isEqualTo(405);
        }
        HttpResponse<String> options =
                doors.ask("OPTIONS", "/whip/Methods/Ann", "", "", "", "Access-Control-Request-Method", "POST");
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(header(options, "Accept-Post")).isEqualTo("application/sdp");
        assertThat(header(options, "Access-Control-Allow-Headers")).contains("Authorization", "If-Match");
        assertThat(header(options, "Access-Control-Allow-Methods")).contains("POST");
        assertThat(header(doors.ask("OPTIONS", session, "", "", ""), "Access-Control-Allow-Methods"))
                .contains("PATCH", "DELETE");
    }

    @Test
    void candidatesAreTakenUnderTheTagOfTheirSession() throws Exception {
        String token = doors.publisher("Trickle");
        HttpResponse<String> created = doors.offer("/whip/Trickle/Ann", token, RunningDoors.ENCODER);
        String session = header(created, "Location");
        String tag = header(created, "ETag");

        assertThat(doors.patch(session, token, tag, "abcd").statusCode()).isEqualTo(204);
        assertThat(doors.patch(session, token, "\"another\"", "abcd").statusCode())
                .isEqualTo(412);
        assertThat(doors.ask("PATCH", session, token, Exchange.FRAGMENT, "a=ice-ufrag:abcd\r\n")
                        .statusCode())
                .as("without If-Match")
                .isEqualTo(428);
        assertThat(doors.ask("PATCH", session, token, Exchange.SDP, "v=0", "If-Match", tag)
                        .statusCode())
                .isEqualTo(415);
        assertThat(doors.ask("PATCH", session, token, Exchange.FRAGMENT, "nonsense", "If-Match", tag)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRestartIsAnsweredWithNewCredentialsAndANewTag() throws Exception {
        String token = doors.publisher("Restart");
        HttpResponse<String> created = doors.offer("/whip/Restart/Ann", token, RunningDoors.ENCODER);
        String session = header(created, "Location");

        HttpResponse<String> restarted = doors.patch(session, token, "*", "efgh");

        assertThat(restarted.statusCode()).as(restarted.body()).isEqualTo(200);
        assertThat(header(restarted, "Content-Type")).isEqualTo("application/trickle-ice-sdpfrag");
        assertThat(header(restarted, "ETag")).isNotEmpty().isNotEqualTo(header(created, "ETag"));
        assertThat(restarted.body())
                .contains("m=audio", "a=mid:0", "a=ice-pwd:", "a=candidate:")
                .doesNotContain("m=video");
        assertThat(SdpText.ufrag(restarted.body())).isNotEqualTo(SdpText.ufrag(created.body()));
        assertThat(doors.patch(session, token, header(created, "ETag"), "abcd").statusCode())
                .isEqualTo(412);
        assertThat(doors.patch(session, token, header(restarted, "ETag"), "efgh")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aSessionBelongsToItsToken() throws Exception {
        String token = doors.publisher("Owned");
        String session = header(doors.offer("/whip/Owned/Ann", token, RunningDoors.ENCODER), "Location");

        assertThat(doors.delete(session, doors.token(other("Owned"))).statusCode())
                .isEqualTo(403);
        assertThat(doors.delete(session, "").statusCode()).isEqualTo(401);
        assertThat(doors.delete(session.replace("/Ann/", "/Ben/"), token).statusCode())
                .isEqualTo(404);
        assertThat(doors.delete(session, token).statusCode()).isEqualTo(200);
    }
}
