package dev.roomjar.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roomjar.app.embed.Embedding;
import dev.roomjar.app.rooms.Limits;
import dev.roomjar.app.signon.SignOn;
import dev.roomjar.media.congestion.BandwidthLimits;
import dev.roomjar.media.net.Reach;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What really goes over the wire to two people in one room. */
@Timeout(60)
class TokenSecrecyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A person's page and every frame it has been sent. */
    private static final class Page implements AutoCloseable {
        private final HttpVisitor browser;
        private final HttpVisitor.Socket socket;
        private final List<String> seen = new ArrayList<>();

        Page(String site, String name) throws Exception {
            browser = new HttpVisitor(site);
            browser.submit("/", "/name", "name", name);
            socket = browser.join("/rooms/Maths?join");
            until("\"rendered\"");
        }

        /** The first frame from now on with this in it. */
        String until(String part) throws InterruptedException {
            String frame;
            do {
                frame = socket.next();
                seen.add(frame);
            } while (!frame.contains(part));
            return frame;
        }

        JsonNode publishInfo() throws Exception {
            socket.event("get_publish_info", "{}");
            return JSON.readTree(until("session_id")).at("/4/response/diff/r");
        }

        @Override
        public void close() {
            browser.close();
        }
    }

    @Test
    void nobodyIsEverSentTheTokenOfAnother(@TempDir Path data) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Settings settings = new Settings(
                loopback,
                0,
                0,
                0,
                1,
                Reach.at(loopback),
                BandwidthLimits.DEFAULT,
                10,
                new Turn.Off(),
                data,
                new Limits(5, 5),
                Map.of(),
                Embedding.OFF,
                SignOn.Settings.NONE,
                Duration.ZERO,
                null);
        try (Roomjar server = Roomjar.start(settings);
                Page ana = new Page("http://localhost:" + server.port(), "Ana");
                Page ben = new Page("http://localhost:" + server.port(), "Ben")) {
            ana.until("Ben");
            JsonNode infoOfAna = ana.publishInfo();
            JsonNode infoOfBen = ben.publishInfo();
            ben.socket.event("switch_microphone", "{\"on\":false}");
            ana.until("\"diff\"");
            ana.socket.event("switch_camera", "{\"on\":false}");
            ben.until("\"diff\"");

            assertThat(infoOfAna.fieldNames()).toIterable().containsExactlyInAnyOrder("key", "token", "session_id");
            assertThat(infoOfAna.get("session_id")).isEqualTo(infoOfBen.get("session_id"));
            String tokenOfAna = infoOfAna.get("token").asText();
            String tokenOfBen = infoOfBen.get("token").asText();
            assertThat(tokenOfAna).startsWith("eyJ");
            assertThat(ana.seen).anyMatch(frame -> frame.contains(tokenOfAna));
            assertThat(ana.seen).noneMatch(frame -> frame.contains(tokenOfBen));
            assertThat(ben.seen).noneMatch(frame -> frame.contains(tokenOfAna));
            assertThat(ana.browser.page("/rooms/Maths")).doesNotContain(tokenOfAna, tokenOfBen);
            assertThat(ben.browser.page("/")).doesNotContain(tokenOfAna, tokenOfBen);
        }
    }
}
