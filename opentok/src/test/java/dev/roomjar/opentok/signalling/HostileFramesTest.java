package dev.roomjar.opentok.signalling;

import static dev.roomjar.opentok.signalling.TestClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roomjar.media.Wishes;
import dev.roomjar.opentok.Role;
import dev.roomjar.opentok.session.Request;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HostileFramesTest {
    private static final List<String> HONEST = List.of(
            "{\"type\":\"connect\",\"id\":1,\"apiKey\":\"1\",\"sessionId\":\"s\",\"token\":\"t\",\"resume\":null}",
            "{\"type\":\"publish\",\"id\":2,\"stream\":{\"name\":\"n\",\"videoType\":\"camera\",\"hasAudio\":true,"
                    + "\"hasVideo\":true,\"videoDimensions\":{\"width\":640,\"height\":480}},\"sdp\":\"v=0\"}",
            "{\"type\":\"renegotiate\",\"id\":3,\"streamId\":\"s\",\"sdp\":\"v=0\"}",
            "{\"type\":\"updateStream\",\"id\":4,\"streamId\":\"s\",\"hasAudio\":false}",
            "{\"type\":\"subscribe\",\"id\":5,\"streamId\":\"s\",\"audio\":true,\"video\":true}",
            "{\"type\":\"updateSubscription\",\"id\":6,\"subscriptionId\":\"s\",\"audio\":true}",
            "{\"type\":\"wish\",\"id\":6,\"subscriptionId\":\"s\",\"videoDimensions\":{\"width\":320,\"height\":180},"
                    + "\"frameRate\":15,\"priority\":\"high\",\"visible\":false}",
            "{\"type\":\"answer\",\"id\":7,\"revision\":1,\"sdp\":\"v=0\"}",
            "{\"type\":\"signal\",\"id\":8,\"signalType\":\"t\",\"data\":\"d\",\"to\":\"c\"}",
            "{\"type\":\"forceDisconnect\",\"id\":9,\"connectionId\":\"c\"}",
            "{\"type\":\"disconnect\",\"id\":10}",
            "{\"type\":\"pong\"}");

    private final Frames frames = new Frames(SignallingOptions.defaults());

    @Test
    void honestFramesAreRead() {
        assertThat(HONEST)
                .allSatisfy(frame -> assertThat(frames.read(frame)).isNotInstanceOf(ClientFrame.Malformed.class));
    }

    @Test
    void aMalformedFrameSaysWhatWasWrongAndWhichRequestItWas() {
        assertThat(frames.read("{\"type\":\"subscribe\",\"id\":5,\"streamId\":7,\"audio\":true,\"video\":true}"))
                .isEqualTo(new ClientFrame.Malformed(
                        5L, "The field \"streamId\" of a \"subscribe\" frame must be a string."));
        assertThat(frames.read("{\"type\":\"fly\",\"id\":6}"))
                .isEqualTo(new ClientFrame.Malformed(6L, "The field \"type\" names no frame of this wire."));
        for (String text : List.of("", "null", "[]", "7", "\"x\"", "{", "{}", "{\"type\":null}", "[".repeat(100_000))) {
            assertThat(frames.read(text)).as(text).isInstanceOf(ClientFrame.Malformed.class);
        }
        for (String id : List.of("-1", "1e400", "9007199254740992", "1.5", "\"1\"", "{}", "9".repeat(500))) {
            assertThat(frames.read("{\"type\":\"disconnect\",\"id\":" + id + "}"))
                    .as(id)
                    .isInstanceOf(ClientFrame.Malformed.class);
        }
    }

    @Test
    void wishesOutOfRangeAreRefused() {
        for (String wrong : List.of(
                "\"frameRate\":-1",
                "\"frameRate\":1e9",
                "\"priority\":\"highest\"",
                "\"visible\":1",
                "\"videoDimensions\":{\"width\":320}",
                "\"videoDimensions\":{\"width\":-1,\"height\":5}",
                "\"videoDimensions\":{\"width\":65536,\"height\":5}")) {
            assertThat(frames.read("{\"type\":\"wish\",\"id\":1,\"subscriptionId\":\"s\"," + wrong + "}"))
                    .as(wrong)
                    .isInstanceOf(ClientFrame.Malformed.class);
        }
    }

    @Test
    void aWishThatSaysNothingIsForEverything() {
        assertThat(frames.read("{\"type\":\"wish\",\"id\":1,\"subscriptionId\":\"s\"}"))
                .isEqualTo(new ClientFrame.InSession(new Request.Wish(1, "s", Wishes.EVERYTHING)));
    }

    @Test
    void noCutOrChangedFrameThrows() {
        Random random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            String frame = mutated(random);
            assertThatCode(() -> frames.read(frame)).as(frame).doesNotThrowAnyException();
        }
    }

    @FuzzTest
    void noTextThrows(FuzzedDataProvider data) {
        assertThat(frames.read(data.consumeRemainingAsString())).isNotNull();
    }

    @Test
    void aThousandHostileFramesChangeNothing() throws Exception {
        try (TestServer server = new TestServer()) {
            String session = server.openTok.createSession();
            TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
            TestClient bert = server.connected(session, Role.PUBLISHER, "bert");
            anna.await("connectionCreated");
            String stream = anna.publish();
            bert.await("streamCreated");
            Random random = new Random(13);
            for (int round = 0; round < 1000; round++) {
                String frame = mutated(random);
                if (!(frames.read(frame) instanceof ClientFrame.InSession)) {
                    bert.sendText(frame);
                }
            }
            bert.sendBinary(new byte[] {1, 2, 3});
            anna.send(object("signal").put("data", "as ever"));
            assertThat(anna.next().path("data").textValue())
                    .as("the other page has heard of nothing")
                    .isEqualTo("as ever");
            assertThat(bert.await("signal").path("data").textValue()).isEqualTo("as ever");
            assertThat(server.openTok.stream(session, stream)).isPresent();
        }
    }

    @Test
    void aFloodIsRefusedAndThenCutOff() throws Exception {
        try (TestServer server = new TestServer()) {
            TestClient flooder = server.open();
            for (int i = 0; i < 20_000 && !flooder.closed.isDone(); i++) {
                try {
                    flooder.sendText("{\"type\":\"pong\"}");
                } catch (RuntimeException cutOff) {
                    break;
                }
            }
            assertThat(flooder.await("error").path("code").intValue()).isEqualTo(429);
            assertThat(flooder.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
        }
    }

    @Test
    void aFrameThatIsTooLongClosesTheSocket() throws Exception {
        try (TestServer server = new TestServer()) {
            String session = server.openTok.createSession();
            TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
            anna.sendText("{\"type\":\"pong\",\"x\":\"" + "x".repeat(200_000) + "\"}");
            anna.send(object("signal").put("data", "fits"));
            anna.await("signal");
            anna.sendText("x".repeat(300_000));
            assertThat(anna.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1009);
        }
    }

    private static String mutated(Random random) {
        StringBuilder frame = new StringBuilder(HONEST.get(random.nextInt(HONEST.size())));
        switch (random.nextInt(4)) {
            case 0 -> frame.setLength(random.nextInt(frame.length()));
            case 1 -> frame.setCharAt(random.nextInt(frame.length()), (char) random.nextInt(0x20, 0x3000));
            case 2 -> frame.insert(random.nextInt(frame.length()), HONEST.get(random.nextInt(HONEST.size())));
            case 3 ->
                frame.delete(random.nextInt(frame.length()), frame.length()).append("null}");
            default -> throw new AssertionError();
        }
        return frame.toString();
    }
}
