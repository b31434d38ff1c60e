package dev.roomjar.liveview.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.liveview.Eventually;
import dev.roomjar.liveview.LoadedPage;
import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.liveview.demo.DemoSite;
import dev.roomjar.liveview.demo.News;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveServerTest {
    private final News news = new News();
    private final RunningSite site = new RunningSite(DemoSite.routes(news)
            .allowedOrigins(Set.of("https://friend.example"))
            .build());
    private final BrowserlessClient browser = new BrowserlessClient(site.port());

    @AfterEach
    void stop() {
        browser.close();
        site.close();
    }

    @Test
    void aPageIsServedWithAStrictCookieAndNoInlineScript() throws Exception {
        var response = browser.get("/");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(response.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("live_session=")
                .contains("; HttpOnly", "; SameSite=Lax", "; Path=/")
                .doesNotContain("Secure");
        assertThat(response.body()).startsWith("<!DOCTYPE html>").doesNotContain("<script>");
        assertThat(browser.get("/").headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void aPathThatIsNotTheSitesIsLeftToOthers() throws Exception {
        assertThat(browser.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(browser.get("/live/websocket").statusCode()).isEqualTo(426);
    }

    @Test
    void aRedirectOnMountIsAnHttpRedirectWithItsFlash() throws Exception {
        var response = browser.get("/desk?send=1");
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("location")).contains("/");
        assertThat(browser.get("/").body()).contains("<p class=\"error\">Not here</p>");
        assertThat(browser.get("/").body()).doesNotContain("Not here");
    }

    @Test
    void aReloadCookieShowsItsErrorPageOnce() throws Exception {
        LoadedPage page = browser.load("/desk");
        var socket = browser.open(page);
        socket.send("[\"1\",\"1\",\"" + page.topic() + "\",\"phx_join\"," + page.join("http://h/desk?refuse=1") + "]");
        String token = socket.next().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        browser.cookies.put("__phoenix_reload_status__", token);
        var refused = browser.get("/desk");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.headers().allValues("set-cookie").toString())
                .contains("__phoenix_reload_status__=; Path=/; Max-Age=0");
    }

    @Test
    void aPlainFormNeedsItsToken() throws Exception {
        LoadedPage page = browser.load("/");
        assertThat(browser.post("/name", Map.of("name", "Ann")).statusCode()).isEqualTo(403);
        assertThat(browser.post("/name", Map.of("name", "Ann", "_csrf_token", "x".repeat(48)))
                        .statusCode())
                .isEqualTo(403);
        var done = browser.post("/name", Map.of("name", "Ann", "_csrf_token", page.csrf()));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("location")).contains("/");
        assertThat(browser.get("/").body()).contains("<p class=\"name\">Ann</p>", "Hello Ann");
        assertThat(browser.post("/name", Map.of("_csrf_token", page.csrf())).statusCode())
                .isEqualTo(400);
        assertThat(browser.post("/nowhere", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void aHugeFormIsRefused() throws Exception {
        LoadedPage page = browser.load("/");
        var answer = browser.post("/name", Map.of("name", "x".repeat(100_000), "_csrf_token", page.csrf()));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void theOfficialClientsFramesAreUnderstood() throws Exception {
        LoadedPage page = browser.load("/desk");
        var socket = browser.open(page);
        String topic = page.topic();
        socket.send("[\"4\",\"4\",\"" + topic + "\",\"phx_join\"," + page.join("http://127.0.0.1/desk") + "]");
        assertThat(socket.next()).contains("\"status\":\"ok\",\"response\":{\"rendered\":{");
        socket.send("[null,\"5\",\"phoenix\",\"heartbeat\",{}]");
        assertThat(socket.next())
                .isEqualTo("[null,\"5\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]");
        socket.send("[\"4\",\"6\",\"" + topic
                + "\",\"event\",{\"type\":\"click\",\"event\":\"add\",\"value\":{\"by\":\"2\",\"value\":\"\"}}]");
        assertThat(socket.next()).contains("\"6\"").contains("\"diff\"").contains("\"2\"");
        socket.send("[\"3\",\"7\",\"" + topic + "\",\"phx_leave\",{}]");
        socket.send("[\"4\",\"8\",\"" + topic + "\",\"phx_leave\",{}]");
        assertThat(socket.next()).startsWith("[\"4\",\"8\",");
        assertThat(socket.next()).contains("phx_close");
        socket.send("[\"9\",\"9\",\"" + topic + "\",\"phx_join\"," + page.join("http://127.0.0.1/desk") + "]");
        assertThat(socket.next()).startsWith("[\"9\",\"9\",").contains("\"rendered\"");
    }

    @Test
    void aPageOfAForeignOriginGetsNoSocket() throws Exception {
        LoadedPage page = browser.load("/desk");
        for (String origin : new String[] {"http://evil.example", "http://127.0.0.1:1", "null", "http://", "%"}) {
            assertThatThrownBy(() -> browser.open(page, origin))
                    .as(origin)
                    .rootCause()
                    .hasMessageContaining("403");
        }
        assertThat(site.live.counters().count(LiveCounter.SOCKETS_REFUSED)).isEqualTo(5);
        browser.open(page, "https://friend.example");
        browser.open(page, null);
    }

    @Test
    void aClosedTabEndsItsViews() throws Exception {
        var socket = joinDesk();
        assertThat(news.subscribers()).isEqualTo(1);
        socket.webSocket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        Eventually.assertThat(() -> news.subscribers() == 0);
        assertThat(site.live.openSockets()).isZero();
    }

    @Test
    void aBrokenConnectionEndsItsViews() throws Exception {
        var socket = joinDesk();
        socket.webSocket().abort();
        Eventually.assertThat(() -> news.subscribers() == 0);
    }

    @Test
    void aShutdownClosesWithServiceRestartSoThatPagesConnectAgain() throws Exception {
        var socket = joinDesk();
        site.live.close();
        assertThat(socket.closed().get(20, TimeUnit.SECONDS)).isEqualTo(1012);
        Eventually.assertThat(() -> news.subscribers() == 0);
    }

    @Test
    void garbageChangesNothingButCounters() throws Exception {
        var socket = joinDesk();
        for (String garbage : new String[] {"", "[", "{}", "[1,2,3,4,5]", "[".repeat(10_000), "\u0000"}) {
            socket.send(garbage);
        }
        socket.webSocket()
                .sendBinary(ByteBuffer.wrap(new byte[] {0, 1, 2, 3}), true)
                .join();
        socket.send("[null,\"5\",\"phoenix\",\"heartbeat\",{}]");
        assertThat(socket.next()).contains("\"5\"");
        assertThat(site.live.counters().count(LiveCounter.FRAMES_MALFORMED)).isEqualTo(7);
        assertThat(news.subscribers()).isEqualTo(1);
    }

    @Test
    void aFrameTooLargeCostsTheSocketAndNotTheServer() throws Exception {
        var socket = joinDesk();
        var _ = socket.webSocket().sendText("x".repeat(400_000), true);
        Eventually.assertThat(() -> news.subscribers() == 0);
        assertThat(joinDesk().waiting()).isZero();
    }

    private TestSocket joinDesk() throws Exception {
        LoadedPage page = browser.load("/desk");
        var socket = browser.open(page);
        socket.send("[\"4\",\"4\",\"" + page.topic() + "\",\"phx_join\"," + page.join("http://h/desk") + "]");
        assertThat(socket.next()).contains("\"status\":\"ok\"");
        return socket;
    }
}
