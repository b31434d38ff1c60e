package dev.roomjar.liveview.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.liveview.Eventually;
import dev.roomjar.liveview.LoadedPage;
import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.liveview.demo.DemoSite;
import dev.roomjar.liveview.demo.News;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Browsers that neither read nor close: their TCP connection stays open, and that is all they do. */
@Timeout(60)
class DeadBrowserTest {
    private final News news = new News();
    private int published;

    @Test
    void aBrowserThatDoesNotReadIsCutAndItsViewEnds() throws Exception {
        try (var site = new RunningSite(DemoSite.routes(news).build());
                var browser = new BrowserlessClient(site.port());
                var tcp = join(site, browser)) {
            // Five lines change each time: about 100 KB.
            String line = "x".repeat(20_000);
            Eventually.assertThat(() -> {
                news.publish(published++ + line);
                return news.subscribers() == 0;
            });
            assertThat(site.live.counters().count(LiveCounter.SOCKETS_SLOW)).isEqualTo(1);
            assertThat(site.live.openSockets()).isZero();
            assertThat(tcp.isConnected()).isTrue();
        }
    }

    @Test
    void aBrowserThatDoesNotAnswerHoldsUpNoShutdown() throws Exception {
        try (var site = new RunningSite(DemoSite.routes(news).build());
                var browser = new BrowserlessClient(site.port());
                var tcp = join(site, browser)) {
            site.live.close().await(2, TimeUnit.SECONDS);
            Eventually.assertThat(() -> news.subscribers() == 0);
            assertThat(tcp.isConnected()).isTrue();
        }
    }

    @Test
    void aBrowserThatAnswersNoPingIsGivenUpWithinFifteenSeconds() throws Exception {
        try (var site = new RunningSite(DemoSite.routes(news).build());
                var browser = new BrowserlessClient(site.port());
                var tcp = join(site, browser)) {
            long start = System.nanoTime();
            Eventually.within(15, () -> news.subscribers() == 0);
            assertThat(System.nanoTime() - start).isGreaterThan(10_000_000_000L);
            assertThat(site.live.counters().count(LiveCounter.SOCKETS_SILENT)).isEqualTo(1);
            assertThat(tcp.isConnected()).isTrue();
        }
    }

    /** Joins a desk over a bare TCP connection, and never reads from it again. */
    private Socket join(RunningSite site, BrowserlessClient browser) throws Exception {
        LoadedPage page = browser.load("/desk");
        var tcp = new Socket();
        tcp.setReceiveBufferSize(8 * 1024);
        tcp.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), site.port()));
        OutputStream out = tcp.getOutputStream();
        String cookies = browser.cookies.entrySet().stream()
                .map(Map.Entry::toString)
                .reduce("", (all, cookie) -> all.isEmpty() ? cookie : all + "; " + cookie);
        out.write(("GET /live/websocket?vsn=2.0.0&_csrf_token=" + page.csrf() + " HTTP/1.1\r\n"
                        + "Host: 127.0.0.1:" + site.port() + "\r\n"
                        + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Cookie: " + cookies + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        readHandshake(tcp.getInputStream());
        out.write(textFrame("[\"4\",\"4\",\"" + page.topic() + "\",\"phx_join\"," + page.join("http://h/desk") + "]"));
        out.flush();
        Eventually.assertThat(() -> news.subscribers() == 1);
        return tcp;
    }

    private static void readHandshake(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 101 ");
    }

    /** A masked text frame (RFC 6455 §5.2), with a mask of zeros. */
    private static byte[] textFrame(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = new ByteArrayOutputStream();
        frame.write(0x81);
        frame.write(0x80 | 126);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.write(new byte[4]);
        frame.write(payload);
        return frame.toByteArray();
    }
}
