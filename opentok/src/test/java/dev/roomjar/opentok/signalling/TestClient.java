package dev.roomjar.opentok.signalling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the wire that can say anything. Pings are answered as long as {@link #answersPings}. */
final class TestClient implements WebSocket.Listener {
    private static final JsonMapper JSON = new JsonMapper();

    JsonNode connected = JsonNodeFactory.instance.objectNode();
    volatile boolean answersPings = true;
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;
    private int lastId;

    static TestClient open(HttpClient http, int port, String origin) {
        TestClient client = new TestClient();
        client.socket = http.newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/v2/signalling"), client)
                .join();
        return client;
    }

    int connect(String sessionId, String token, @Nullable String resume) {
        return send(object("connect")
                .put("apiKey", "12345678")
                .put("sessionId", sessionId)
                .put("token", token)
                .put("resume", resume));
    }

    /** Publishes and gives the stream's id. */
    String publish() throws InterruptedException {
        ObjectNode publish = object("publish").put("sdp", "offer");
        publish.putObject("stream").put("name", "camera").put("hasAudio", true).put("hasVideo", true);
        send(publish);
        return await("published").at("/stream/streamId").textValue();
    }

    static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /** Sends a request under a new number, which it gives. */
    int send(ObjectNode request) {
        request.put("id", ++lastId);
        sendText(request.toString());
        return lastId;
    }

    void sendText(String text) {
        say(socket(), text);
    }

    /** One at a time: the JDK's WebSocket takes no second message before the first is gone. */
    private synchronized void say(WebSocket webSocket, String text) {
        webSocket.sendText(text, true).join();
    }

    synchronized void sendBinary(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Breaks the connection without a closing handshake. */
    void abort() {
        socket().abort();
    }

    void close(int code) {
        socket().sendClose(code, "").join();
    }

    /** Waits for a frame of a type, passing over frames of others. */
    JsonNode await(String type) throws InterruptedException {
        StringBuilder passed = new StringBuilder();
        for (JsonNode frame = poll(); frame != null; frame = poll()) {
            if (frame.path("type").asText().equals(type)) {
                return frame;
            }
            passed.append(frame).append('\n');
        }
        throw new AssertionError("no \"" + type + "\" came, but:\n" + passed);
    }

    /** Waits for the next frame, whatever it is. */
    JsonNode next() throws InterruptedException {
        JsonNode frame = poll();
        if (frame == null) {
            throw new AssertionError("nothing came");
        }
        return frame;
    }

    String connectionId() {
        return connected.at("/connection/connectionId").textValue();
    }

    String resume() {
        return connected.path("resume").textValue();
    }

    private @Nullable JsonNode poll() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new AssertionError("not open");
        }
        return socket;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received(webSocket, partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    private void received(WebSocket webSocket, String text) {
        try {
            JsonNode frame = JSON.readTree(text);
            if (!frame.path("type").asText().equals("ping")) {
                heard.add(frame);
            } else if (answersPings) {
                say(webSocket, "{\"type\":\"pong\"}");
            }
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(text, notJson);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }
}
