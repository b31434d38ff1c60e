package dev.roomjar.liveview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.liveview.demo.DemoSite;
import dev.roomjar.liveview.demo.News;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The order and the text of frames, where the client depends on them. */
class ViewWireTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(Behaviors.empty(), "view-wire-test");

    private final News news = new News();
    private final WireClient client =
            new WireClient(DemoSite.routes(news).eventLimit(10, 20).build(), SYSTEM);
    private final LoadedPage page = joined();

    @AfterAll
    static void terminate() {
        SYSTEM.terminate();
    }

    @Test
    void anEventThatChangesNothingIsAnsweredAllTheSame() {
        client.click("4", "5", page, "nothing", Map.of());
        assertThat(client.next()).isEqualTo(reply("5", "{}"));
    }

    @Test
    void anEventIsAnsweredWithWhatHasChanged() {
        client.click("4", "5", page, "add", Map.of("by", "3"));
        JsonNode diff = client.nextPayload().path("response").path("diff");
        assertThat(diff.path("t").asText()).isEqualTo("Desk 3");
        assertThat(diff.toString()).contains("\"0\":\"3\"").doesNotContain("\"s\":");
    }

    @Test
    void aPatchIsPushedBeforeTheAnswer() {
        client.click("4", "5", page, "openTab", Map.of("name", "a b"));
        assertThat(client.next()).isEqualTo(push("live_patch", "{\"kind\":\"push\",\"to\":\"/desk?tab=a%20b\"}"));
        JsonNode answer = Json.parse(client.next());
        assertThat(answer.get(1).asText()).isEqualTo("5");
        assertThat(answer.toString()).contains("a b").contains("[\"opened\",{\"name\":\"a b\"}]");
    }

    @Test
    void aNavigationSendsEventsThenTheAnswerThenTheClose() {
        client.click("4", "5", page, "go", Map.of());
        assertThat(client.next()).isEqualTo(push("diff", "{\"e\":[[\"going\",{\"to\":\"/\"}]]}"));
        JsonNode response = client.nextPayload().path("response").path("live_redirect");
        assertThat(response.path("to").asText()).isEqualTo("/");
        assertThat(response.path("kind").asText()).isEqualTo("push");
        assertThat(response.path("flash").asText()).isNotEmpty();
        assertThat(client.next()).isEqualTo(closed());
    }

    @Test
    void aRedirectIsAnsweredAndThenClosed() {
        client.click("4", "5", page, "leave", Map.of());
        assertThat(client.nextPayload()
                        .path("response")
                        .path("redirect")
                        .path("to")
                        .asText())
                .isEqualTo("/");
        assertThat(client.next()).isEqualTo(closed());
    }

    @Test
    void aRedirectByAMessageIsPushed() {
        client.click("4", "5", page, "leaveLater", Map.of());
        assertThat(client.next()).isEqualTo(reply("5", "{}"));
        assertThat(client.next()).contains("\"redirect\",{\"to\":\"/\",\"flash\":");
        assertThat(client.next()).isEqualTo(closed());
    }

    @Test
    void aClientsPatchToAnotherViewIsHandedBack() {
        client.send("4", "5", page.topic(), "live_patch", Json.object().put("url", "http://h/rooms/blue"));
        assertThat(client.next()).isEqualTo(reply("5", "{\"link_redirect\":true}"));
        client.send("4", "6", page.topic(), "live_patch", Json.object().put("url", "http://h/desk?tab=x"));
        assertThat(client.nextPayload().path("response").path("diff").toString())
                .contains("\"x\"");
    }

    @Test
    void aHooksReplyIsInTheDiff() {
        client.click("4", "5", page, "sum_up", Map.of("numbers", new int[] {2, 3}));
        assertThat(client.next()).isEqualTo(reply("5", "{\"diff\":{\"r\":{\"sum\":5,\"connection\":\"live\"}}}"));
    }

    @Test
    void aLeaveIsAnsweredAndClosed() {
        client.send("4", "5", page.topic(), "phx_leave", Json.object());
        assertThat(client.next()).isEqualTo(reply("5", "{}"));
        assertThat(client.next()).isEqualTo(closed());
        Eventually.assertThat(() -> news.subscribers() == 0);
        client.click("4", "6", page, "add", Map.of("by", 1));
        assertThat(client.next()).contains("unmatched topic");
        client.send("4", "7", page.topic(), "phx_leave", Json.object());
        assertThat(client.next()).isEqualTo(reply("7", "{}"));
    }

    @Test
    void aSecondJoinClosesTheFirst() {
        client.send("8", "8", page.topic(), "phx_join", page.join("http://h/desk"));
        String first = client.next();
        String second = client.next();
        assertThat(first + second).contains(closed()).contains("\"liveview_version\"");
        client.click("4", "9", page, "add", Map.of("by", 1));
        client.click("8", "10", page, "nothing", Map.of());
        assertThat(client.next()).startsWith("[\"8\",\"10\",");
    }

    @Test
    void aFaultIsToldAsAnErrorOfTheChannel() {
        client.click("4", "5", page, "crash", Map.of());
        assertThat(client.next())
                .isEqualTo("[\"4\",\"4\",\"" + page.topic() + "\",\"phx_error\",{\"reason\":\"channel_crash\"}]");
        Eventually.assertThat(() -> news.subscribers() == 0);
        assertThat(client.counters.count(LiveCounter.VIEW_FAULTS)).isEqualTo(1);
    }

    @Test
    void anEventThatDoesNotFitEndsTheView() {
        client.click("4", "5", page, "add", Map.of("by", "many"));
        assertThat(client.next()).contains("phx_error");
    }

    @Test
    void anUnknownEventEndsTheView() {
        client.click("4", "5", page, "render", Map.of());
        assertThat(client.next()).contains("phx_error");
    }

    @Test
    void aHeartbeatIsAnswered() {
        client.raw("[null,\"9\",\"phoenix\",\"heartbeat\",{}]");
        assertThat(client.next())
                .isEqualTo("[null,\"9\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]");
    }

    @Test
    void aPageThatSendsTooMuchLosesItsView() {
        for (int i = 0; i <= 20; i++) {
            client.click("4", "1" + i, page, "nothing", Map.of());
        }
        for (int i = 0; i < 20; i++) {
            assertThat(client.next()).contains("phx_reply");
        }
        assertThat(client.next()).contains("phx_error");
        assertThat(client.counters.count(LiveCounter.EVENTS_OVER_LIMIT)).isEqualTo(1);
    }

    @Test
    void aSlowPageMaySendForever() {
        for (int i = 0; i < 100; i++) {
            client.raw(
                    "[\"4\",\"" + i + "\",\"" + page.topic()
                            + "\",\"event\",{\"type\":\"click\",\"event\":\"nothing\",\"value\":{}}]",
                    TimeUnit.MILLISECONDS.toNanos(100) * i);
            assertThat(client.next()).contains("phx_reply");
        }
    }

    @Test
    void whoeverWatchesTheViewHearsOfItsEnd() throws Exception {
        var ended = new CompletableFuture<String>();
        Behavior<Object> watcher = Behaviors.setup(context -> {
            context.watch(news.lastDesk().self());
            return Behaviors.receive(Object.class)
                    .onSignal(Terminated.class, _ -> {
                        ended.complete("ended");
                        return Behaviors.stopped();
                    })
                    .build();
        });
        SYSTEM.systemActorOf(watcher, "watcher-" + page.id(), Props.empty());
        client.close();
        assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo("ended");
    }

    @Test
    void renderingAgainSendsNothingIfNothingIsNew() {
        client.socket().renderAll();
        client.click("4", "5", page, "nothing", Map.of());
        assertThat(client.next()).isEqualTo(reply("5", "{}"));
    }

    @Test
    void anotherPagesMessageForAnEndedViewIsDropped() {
        client.close();
        Eventually.assertThat(() -> news.subscribers() == 0);
        news.publish("nobody reads this");
        client.click("4", "5", page, "nothing", Map.of());
        assertThat(client.arrived).isEmpty();
    }

    private LoadedPage joined() {
        LoadedPage loaded = client.load("/desk");
        client.send("4", "4", loaded.topic(), "phx_join", loaded.join("http://h/desk"));
        assertThat(client.next()).contains("\"status\":\"ok\"");
        return loaded;
    }

    private String reply(String ref, String response) {
        return "[\"4\",\"" + ref + "\",\"" + page.topic() + "\",\"phx_reply\",{\"status\":\"ok\",\"response\":"
                + response + "}]";
    }

    private String push(String event, String payload) {
        return "[\"4\",null,\"" + page.topic() + "\",\"" + event + "\"," + payload + "]";
    }

    private String closed() {
        return "[\"4\",\"4\",\"" + page.topic() + "\",\"phx_close\",{}]";
    }
}
