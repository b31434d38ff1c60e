package dev.roomjar.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.whip.Grant;
import dev.roomjar.app.whip.RoomRole;
import dev.roomjar.opentok.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page that knows nothing but WHIP and WHEP, beside people on our pages. */
@Tag("browser")
@Timeout(180)
class WhipWhepTest {

    /** What such a page does: an offer by {@code fetch}, PATCH and DELETE. Nothing of our library. */
    private static final String CLIENT = """
            async ({ url, token, publish, videos }) => {
              const pc = new RTCPeerConnection();
              if (publish) {
                const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
                media.getTracks().forEach((track) => pc.addTransceiver(track, { direction: 'sendonly', streams: [media] }));
              } else {
                pc.addTransceiver('audio', { direction: 'recvonly' });
                for (let i = 0; i < videos; i++) pc.addTransceiver('video', { direction: 'recvonly' });
                pc.ontrack = ({ track, transceiver }) => {
                  const element = document.createElement(track.kind);
                  element.id = 'mid' + transceiver.mid;
                  element.autoplay = element.muted = true;
                  element.srcObject = new MediaStream([track]);
                  document.body.append(element);
                };
              }
              await pc.setLocalDescription();
              const authorization = 'Bearer ' + token;
              const answer = await fetch(url, {
                method: 'POST',
                headers: { 'Content-Type': 'application/sdp', authorization },
                body: pc.localDescription.sdp,
              });
              if (answer.status !== 201) return answer.status + ' ' + (await answer.text());
              window.session = {
                pc, authorization, tag: answer.headers.get('ETag'), url: new URL(answer.headers.get('Location'), url).href,
              };
              await pc.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
              return 'created';
            }
            """;

    /** RFC 9725 §4.3.3: credentials by PATCH, the rest of both descriptions as it was. */
    private static final String RESTART = """
            async () => {
              const { pc, url, authorization } = window.session;
              pc.restartIce();
              await pc.setLocalDescription();
              const line = (sdp, name) => sdp.match(new RegExp('^a=' + name + ':(.*)$', 'm'))[1].trim();
              const lines = ['ice-ufrag', 'ice-pwd'].map((name) => `a=${name}:${line(pc.localDescription.sdp, name)}`);
              const reply = await fetch(url, {
                method: 'PATCH',
                headers: { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': '*', authorization },
                body: lines.join('\\r\\n') + '\\r\\n',
              });
              const fragment = await reply.text();
              let sdp = pc.currentRemoteDescription.sdp;
              for (const name of ['ice-ufrag', 'ice-pwd'])
                sdp = sdp.replace(new RegExp('^a=' + name + ':.*$', 'gm'), `a=${name}:${line(fragment, name)}`);
              await pc.setRemoteDescription({ type: 'answer', sdp });
              return reply.status;
            }
            """;

    private static final String FRAMES =
            "id => document.getElementById(id)?.getVideoPlaybackQuality().totalVideoFrames ?? 0";

    private static Chromium chromium;
    private static Server server;
    private static Project project;

    /** Where the page comes from: another origin than the server's. */
    private static HttpServer otherSite;

    private Visitor ana;
    private BrowserContext elsewhere;
    private Page page;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        chromium = Chromium.start();
        server = new Server(data);
        project = Project.loadOrCreate(data);
        otherSite = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        otherSite.createContext("/", exchange -> {
            byte[] document = "<!doctype html><title>Elsewhere</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
            exchange.close();
        });
        otherSite.start();
    }

    @AfterAll
    static void stop() {
        otherSite.stop(0);
        server.close();
        chromium.close();
    }

    @BeforeEach
    void somebodyAndAPageOfAnotherOrigin() {
        ana = Visitor.arrive(chromium, server.http()).saysName("Ana");
        elsewhere = chromium.person(new Browser.NewContextOptions().setPermissions(List.of("camera", "microphone")));
        page = elsewhere.newPage();
        page.navigate("http://127.0.0.1:" + otherSite.getAddress().getPort() + "/");
    }

    @AfterEach
    void everybodyGoes() {
        ana.close();
        elsewhere.close();
    }

    private String token(RoomRole role, String room) {
        return new Grant(role, Name.of(room), null).token(project, Instant.now(), Duration.ofHours(1));
    }

    private void publishes(String room, String name) {
        assertThat(page.evaluate(
                        CLIENT,
                        Map.of(
                                "url",
                                server.http() + "/whip/" + room + "/" + name,
                                "token",
                                token(RoomRole.PUBLISHER, room),
                                "publish",
                                true,
                                "videos",
                                0)))
                .isEqualTo("created");
    }

    private Object plays(String room, String query, int videos) {
        return page.evaluate(
                CLIENT,
                Map.of(
                        "url",
                        server.http() + "/whep/" + room + query,
                        "token",
                        token(RoomRole.SUBSCRIBER, room),
                        "publish",
                        false,
                        "videos",
                        videos));
    }

    private int deletes() {
        return (int) page.evaluate("async () => (await fetch(window.session.url,"
                + " { method: 'DELETE', headers: { authorization: window.session.authorization } })).status");
    }

    private int frames(String id) {
        return ((Number) page.evaluate(FRAMES, id)).intValue();
    }

    private void awaitFrames(String id, int more) {
        int before = frames(id);
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (frames(id) < before + more) {
            assertThat(System.nanoTime())
                    .as("frames of " + id + " so far: " + frames(id))
                    .isLessThan(deadline);
            page.waitForTimeout(50);
        }
    }

    @Test
    void anEncoderIsAPersonOfTheRoomUntilItDeletesItsSession() {
        ana.creates("Studio");
        publishes("Studio", "Camera%20one");

        ana.seesAndHears("Camera one");

        assertThat(page.evaluate(RESTART)).isEqualTo(200);
        page.waitForTimeout(500);
        ana.seesAndHears("Camera one");
        assertThat(page.evaluate("() => window.session.pc.connectionState")).isEqualTo("connected");

        assertThat(deletes()).isEqualTo(200);
        ana.seesNobodyElseThan("Ana");
    }

    @Test
    void anEncoderThatIsGoneWithoutAWordLeavesItsPlace() {
        ana.creates("Crash");
        publishes("Crash", "Camera");
        ana.sees("Camera");

        page.evaluate("() => window.session.pc.close()");

        ana.seesNobodyElseThan("Ana");
    }

    @Test
    void anEncoderOpensARoomThatPeopleJoin() {
        publishes("Opened", "Camera");

        ana.joins("Opened");

        ana.seesAndHears("Camera");
    }

    @Test
    void aPlayerShowsWhoIsInTheRoomOverARestartAndAnAbsence() {
        ana.creates("Theatre");
        ana.sees("Ana");
        assertThat(plays("Theatre", "", 1)).isEqualTo("created");
        awaitFrames("mid1", 15);

        assertThat(page.evaluate(RESTART)).isEqualTo(200);
        awaitFrames("mid1", 30);

        try (Visitor ben =
                Visitor.arrive(chromium, server.http()).saysName("Ben").joins("Theatre")) {
            ben.sees("Ben");
            ana.presses("Leave");
            ben.seesNobodyElseThan("Ben");
            awaitFrames("mid1", 30);
        }
    }

    @Test
    void aPlayerShowsWhomItAsksFor() {
        ana.creates("Choice");
        try (Visitor ben =
                Visitor.arrive(chromium, server.http()).saysName("Ben").joins("Choice")) {
            ana.sees("Ben");
            ben.sees("Ana");

            assertThat(plays("Choice", "?from=Ben,Ana", 2)).isEqualTo("created");

            awaitFrames("mid1", 15);
            awaitFrames("mid2", 15);
            assertThat(deletes()).isEqualTo(200);
        }
    }
}
