package dev.roomjar.liveview;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.liveview.demo.DemoSite;
import dev.roomjar.liveview.demo.News;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whatever a browser sends, the socket neither throws nor stops to answer heartbeats. */
class FrameFuzzTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(Behaviors.empty(), "frame-fuzz-test");
    private static final int ROUNDS = 1_000;

    private final News news = new News();
    private final WireClient client = new WireClient(
            DemoSite.routes(news).eventLimit(1_000_000, 1_000_000).build(), SYSTEM);

    @AfterAll
    static void terminate() {
        SYSTEM.terminate();
    }

    @FuzzTest(maxDuration = "1m")
    void anyTextIsTaken(byte[] frame) {
        client.raw(new String(frame, StandardCharsets.UTF_8));
        assertAnswersHeartbeats();
    }

    @Test
    void randomAndTruncatedFramesLeaveTheViewAlone() {
        LoadedPage page = client.load("/desk");
        client.send("4", "4", page.topic(), "phx_join", page.join("http://h/desk"));
        client.next();
        String join = "[\"5\",\"5\",\"lv:other\",\"phx_join\"," + page.join("http://h/desk") + "]";
        Random random = new Random(20_261_121);
        for (int i = 0; i < ROUNDS; i++) {
            client.raw(
                    switch (i % 3) {
                        case 0 -> noise(random);
                        case 1 -> join.substring(0, random.nextInt(join.length()));
                        default -> flipped(join, random);
                    });
        }
        assertAnswersHeartbeats();
        assertThat(news.subscribers()).isEqualTo(1);
        assertThat(client.counters.count(LiveCounter.VIEW_FAULTS)).isZero();
        assertThat(client.counters.count(LiveCounter.FRAMES_RECEIVED)).isEqualTo(ROUNDS + 2);
    }

    @Test
    void hostileEventValuesCostNoMoreThanTheirView() {
        String[] values = {
            "null",
            "7",
            "\"x\"",
            "[]",
            "[[[]]]",
            "{\"by\":null}",
            "{\"by\":{}}",
            "{\"by\":1e400}",
            "{\"by\":99999999999999999999}",
            "{\"customer\":7}",
            "{\"customer\":{\"age\":\"x\"}}",
            "{\"name\":\"\\u0000/..//\"}"
        };
        String[] events = {"add", "order", "openTab", "sum_up", "check", "", "lv:clear-flash", "toString", "<clinit>"};
        int ref = 0;
        for (String event : events) {
            for (String value : values) {
                LoadedPage page = client.load("/desk");
                client.send("4", "4", page.topic(), "phx_join", page.join("http://h/desk"));
                client.next();
                client.raw("[\"4\",\"" + ++ref + "\",\"" + page.topic() + "\",\"event\",{\"type\":\"hook\",\"event\":\""
                        + event + "\",\"value\":" + value + "}]");
                assertThat(client.next()).containsAnyOf("phx_reply", "phx_error", "live_patch");
                client.close();
                Eventually.assertThat(() -> news.subscribers() == 0);
                client.arrived.clear();
            }
        }
    }

    private void assertAnswersHeartbeats() {
        client.raw("[null,\"alive\",\"phoenix\",\"heartbeat\",{}]");
        String frame = client.next();
        while (!frame.startsWith("[null,\"alive\"")) {
            frame = client.next();
        }
    }

    private static String noise(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String flipped(String frame, Random random) {
        var changed = new StringBuilder(frame);
        for (int i = random.nextInt(4); i >= 0; i--) {
            changed.setCharAt(random.nextInt(frame.length()), (char) (random.nextInt(96) + 32));
        }
        return changed.toString();
    }
}
