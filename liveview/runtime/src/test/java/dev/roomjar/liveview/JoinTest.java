package dev.roomjar.liveview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.liveview.demo.DemoSite;
import dev.roomjar.liveview.demo.News;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JoinTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(Behaviors.empty(), "join-test");

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final LiveRoutes routes =
            DemoSite.routes(new News()).clock(() -> now).build();
    private final WireClient client = new WireClient(routes, SYSTEM);

    @AfterAll
    static void terminate() {
        SYSTEM.terminate();
    }

    @Test
    void theAnswerHoldsTheWholeTreeAndTheClientsVersion() {
        LoadedPage page = client.load("/desk");
        JsonNode payload = join(page, page.join("http://localhost/desk"));
        assertThat(payload.path("status").asText()).isEqualTo("ok");
        JsonNode response = payload.path("response");
        assertThat(response.path("liveview_version").asText()).isEqualTo("1.2.12");
        assertThat(response.path("rendered").path("t").asText()).isEqualTo("Desk 0");
        assertThat(new ClientTree((ObjectNode) response.path("rendered")).html())
                .contains("<p class=\"count\">0</p>");
    }

    @Test
    void aMissingForgedOrForeignSessionTokenIsStale() {
        LoadedPage page = client.load("/desk");
        assertRefused(page, "stale", page.join("http://h/desk").putNull("session"));
        assertRefused(page, "stale", page.join("http://h/desk").put("session", "forged"));
        assertRefused(page, "stale", page.join("http://h/desk").put("session", page.staticToken()));
        assertRefused(
                page,
                "stale",
                page.join("http://h/desk").put("session", client.get("/desk").session()));
        assertRefused(page, "stale", page.join("http://h/desk").put("static", "forged"));
        assertRefused(
                page,
                "stale",
                page.join("http://h/desk").put("static", client.get("/desk").staticToken()));
        assertThat(client.counters.count(LiveCounter.JOINS_REFUSED)).isEqualTo(6);
    }

    @Test
    void aPageOlderThanTwoWeeksIsStale() {
        LoadedPage page = client.load("/desk");
        now = now.plus(Duration.ofDays(14)).plusSeconds(1);
        assertRefused(page, "stale", page.join("http://h/desk"));
    }

    @Test
    void aSocketThatCannotProveItsSessionIsStale() {
        LoadedPage page = client.load("/desk");
        client.connect(page.cookies(), "wrong");
        assertRefused(page, "stale", page.join("http://h/desk"));
        client.connect(Map.of(), page.csrf());
        assertRefused(page, "stale", page.join("http://h/desk"));
    }

    @Test
    void anAddressOfAnotherViewIsUnauthorized() {
        LoadedPage page = client.load("/desk");
        assertRefused(page, "unauthorized", page.join("http://h/"));
        assertRefused(page, "unauthorized", page.join("http://h/nowhere"));
        assertRefused(page, "unauthorized", page.join("http://h/%zz"));
        assertRefused(page, "unauthorized", page.join("/nowhere#http://h/desk"));
        ObjectNode nowhere = page.join("");
        nowhere.remove("url");
        assertRefused(page, "unauthorized", nowhere);
        nowhere.put("redirect", "http://h/nowhere");
        assertRefused(page, "unauthorized", nowhere);
    }

    @Test
    void aNavigationMayTakeTheTopicToAnotherView() {
        LoadedPage page = client.load("/desk");
        ObjectNode payload = page.join("");
        payload.remove("url");
        JsonNode answer = join(page, payload.put("redirect", "http://h/rooms/blue"));
        assertThat(answer.path("response").path("rendered").toString()).contains("blue");
    }

    @Test
    void aTopicThatIsNoViewsIsUnmatched() {
        client.send("1", "1", "lvu:3", "phx_join", Json.object());
        assertThat(client.next())
                .isEqualTo("[\"1\",\"1\",\"lvu:3\",\"phx_reply\","
                        + "{\"status\":\"error\",\"response\":{\"reason\":\"unmatched topic\"}}]");
    }

    @Test
    void aViewThatRefusesTheVisitorMakesThePageReload() {
        LoadedPage page = client.load("/desk");
        JsonNode response = join(page, page.join("http://h/desk?refuse=1")).path("response");
        assertThat(response.path("reason").asText()).isEqualTo("reload");
        assertThat(response.path("status").asInt()).isEqualTo(404);
        assertThat(response.path("token").asText()).isNotEmpty();
    }

    @Test
    void aMountThatFailsIsSaidToHaveCrashed() {
        LoadedPage page = client.load("/desk");
        assertRefused(page, "join crashed", page.join("http://h/desk?fail=1"));
        assertThat(client.counters.count(LiveCounter.VIEW_FAULTS)).isEqualTo(1);
    }

    @Test
    void aMountMayRedirectWithItsFlash() {
        LoadedPage page = client.load("/desk");
        JsonNode payload = join(page, page.join("http://h/desk?send=1"));
        assertThat(payload.path("status").asText()).isEqualTo("error");
        assertThat(payload.path("response").path("redirect").path("to").asText())
                .isEqualTo("/");
        assertThat(payload.path("response").path("redirect").path("flash").asText())
                .isNotEmpty();
    }

    @Test
    void aMountMayNavigateAndItsEventsComeAlong() {
        LoadedPage page = client.load("/desk");
        JsonNode response = join(page, page.join("http://h/desk?forward=1")).path("response");
        assertThat(response.path("live_redirect").path("kind").asText()).isEqualTo("push");
        assertThat(response.path("events").toString()).isEqualTo("[[\"forwarded\",{\"n\":1}]]");
    }

    @Test
    void aPatchDuringTheJoinIsInItsAnswer() {
        LoadedPage page = client.load("/desk");
        JsonNode response = join(page, page.join("http://h/desk?tab=moved")).path("response");
        assertThat(response.path("live_patch").toString())
                .isEqualTo("{\"kind\":\"replace\",\"to\":\"/desk?tab=here\"}");
        assertThat(response.path("rendered").toString()).contains("\"here\"");
    }

    @Test
    void theFlashOfTheFirstRenderShowsOnTheFirstJoinOnly() {
        LoadedPage page = client.load("/desk");
        String flash = SignedFlash.of(DemoSite.SECRET, now, "STATIC", Map.of("", page.id(), "info", "first"));
        ObjectNode first = page.join("http://h/desk").put("static", flash);
        assertThat(join(page, first).toString()).contains("first");
        ObjectNode again = first.deepCopy();
        again.withObjectProperty("params").put("_mounts", 1);
        assertThat(join(page, again).toString()).doesNotContain("first");
        ObjectNode navigated = first.deepCopy().put("redirect", "http://h/desk");
        navigated.remove("url");
        assertThat(join(page, navigated).toString()).doesNotContain("first");
    }

    @Test
    void aFlashThatNavigationCarriedWins() {
        LoadedPage page = client.load("/desk");
        String rendered = SignedFlash.of(DemoSite.SECRET, now, "STATIC", Map.of("", page.id(), "info", "first"));
        String carried = SignedFlash.of(DemoSite.SECRET, now, "FLASH", Map.of("error", "carried"));
        ObjectNode payload = page.join("http://h/desk").put("static", rendered).put("flash", carried);
        assertThat(join(page, payload).toString()).contains("carried").doesNotContain("first");
    }

    @Test
    void aSocketHoldsOneHundredChannels() {
        for (int i = 0; i < 100; i++) {
            LoadedPage page = client.get("/rooms/" + i);
            if (i == 0) {
                client.connect(page.cookies(), page.csrf());
            }
            assertThat(join(page, page.join("http://h/rooms/" + i))
                            .path("status")
                            .asText())
                    .isEqualTo("ok");
        }
        LoadedPage page = client.get("/rooms/one-more");
        assertRefused(page, "too many channels", page.join("http://h/rooms/one-more"));
        client.close();
    }

    private void assertRefused(LoadedPage page, String reason, ObjectNode payload) {
        JsonNode answer = join(page, payload);
        assertThat(answer.toString()).isEqualTo("{\"status\":\"error\",\"response\":{\"reason\":\"" + reason + "\"}}");
    }

    private JsonNode join(LoadedPage page, ObjectNode payload) {
        client.send("1", "1", page.topic(), "phx_join", payload);
        JsonNode frame = Json.parse(client.next());
        while (frame.get(3).asText().equals("phx_close")) {
            frame = Json.parse(client.next());
        }
        assertThat(frame.get(3).asText()).isEqualTo("phx_reply");
        return frame.get(4);
    }
}
