package dev.roomjar.liveview.vertx;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * For tests: an open WebSocket of the JDK's client, and the text frames that have come in over it. Thread rule: any thread.
 */
public final class TestSocket {
    private static final int ABNORMAL_CLOSURE = 1006;

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket webSocket;

    private TestSocket(WebSocket.Builder builder, URI uri) {
        webSocket = builder.buildAsync(uri, new Incoming())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** Connects; throws what the JDK's client does where that fails. */
    public static TestSocket open(WebSocket.Builder builder, URI uri) {
        return new TestSocket(builder, uri);
    }

    /** Sends a text frame. */
    public void send(String frame) {
        webSocket.sendText(frame, true).join();
    }

    /** The next frame that came, at most 10 seconds from now. */
    public String next() throws InterruptedException {
        String frame = frames.poll(10, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("no frame came");
        }
        return frame;
    }

    /** Frames that came and were not taken. */
    public int waiting() {
        return frames.size();
    }

    /** The code that the server closed it with; 1006 where it broke (RFC 6455 §7.4.1). */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    /** For whatever else is to be done to it. */
    public WebSocket webSocket() {
        return webSocket;
    }

    private final class Incoming implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                frames.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete(ABNORMAL_CLOSURE);
        }
    }
}
