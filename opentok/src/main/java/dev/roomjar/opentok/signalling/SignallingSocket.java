package dev.roomjar.opentok.signalling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomjar.opentok.live.ClientSocket;
import dev.roomjar.opentok.live.LiveClient;
import dev.roomjar.opentok.live.LiveSessions;
import dev.roomjar.opentok.session.Failure;
import dev.roomjar.opentok.session.Message;
import dev.roomjar.opentok.session.RateLimit;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client's WebSocket. Frames, timers and the close come on its Vert.x context; {@link #send} and {@link #hangUp} come
 * from the session's thread and are passed to the context, in order.
 */
final class SignallingSocket implements ClientSocket {
    /** Largest frame of a client, in bytes. */
    static final int MAX_FRAME = 256 * 1024;

    private static final int FRAMES_PER_SECOND = 100;
    private static final int FRAMES_AT_ONCE = 300;
    private static final int REFUSED_PER_SECOND = 50;
    private static final int REFUSED_AT_ONCE = 1000;

    /** What may wait for a client that does not read: more means that it never will. */
    private static final int MAX_WAITING = 4 * 1024 * 1024;

    private static final short NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    private static final short POLICY_VIOLATION = 1008;
    private static final short TOO_BIG = 1009;
    private static final short NOT_READING = 1013;

    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final LiveSessions sessions;
    private final Frames frames;
    private final @Nullable String host;
    private final Heartbeat heartbeat;
    private final RateLimit rate = new RateLimit(FRAMES_PER_SECOND, FRAMES_AT_ONCE);
    private final RateLimit patience = new RateLimit(REFUSED_PER_SECOND, REFUSED_AT_ONCE);
    private Buffer message = Buffer.buffer();
    private @Nullable LiveClient client;
    private boolean connectSeen;
    private long timer;

    private SignallingSocket(
            Vertx vertx,
            Context context,
            ServerWebSocket socket,
            LiveSessions sessions,
            Frames frames,
            @Nullable String host,
            SignallingOptions options) {
        this.vertx = vertx;
        this.context = context;
        this.socket = socket;
        this.sessions = sessions;
        this.frames = frames;
        this.host = host;
        this.heartbeat = new Heartbeat(options, nowMillis());
    }

    /** Serves a socket; to be called on its context, where it cannot close meanwhile. */
    static void serve(
            Vertx vertx,
            ServerWebSocket socket,
            LiveSessions sessions,
            Frames frames,
            @Nullable String host,
            SignallingOptions options) {
        if (socket.isClosed()) {
            return;
        }
        SignallingSocket it =
                new SignallingSocket(vertx, vertx.getOrCreateContext(), socket, sessions, frames, host, options);
        socket.setWriteQueueMaxSize(MAX_WAITING);
        socket.frameHandler(it::received);
        socket.closeHandler(_ -> it.closed());
        socket.exceptionHandler(_ -> it.close(TOO_BIG));
        it.watch();
    }

    @Override
    public void send(Message message) {
        String frame = frames.write(message, host);
        context.runOnContext(_ -> write(frame));
    }

    @Override
    public void hangUp() {
        context.runOnContext(_ -> close(NORMAL));
    }

    /** Puts messages together out of frames: Vert.x's own way of doing so leaves one that is too long unanswered. */
    private void received(WebSocketFrame frame) {
        if (message.length() + frame.binaryData().length() > MAX_FRAME) {
            message = Buffer.buffer();
            close(TOO_BIG);
        } else if (frame.isText() || frame.isBinary() || frame.isContinuation()) {
            message.appendBuffer(frame.binaryData());
            if (frame.isFinal()) {
                String text = message.toString(UTF_8);
                message = Buffer.buffer();
                received(text);
            }
        }
    }

    private void received(String text) {
        long now = nowMillis();
        heartbeat.heard(now);
        if (!rate.take(now)) {
            refuse(now);
            return;
        }
        switch (frames.read(text)) {
            case ClientFrame.Pong _ -> {}
            case ClientFrame.Connect connect
            when connectSeen ->
                fail(connect.request().id(), Failure.invalid("One connect per socket: open another socket."));
            case ClientFrame.Connect connect -> {
                connectSeen = true;
                client = sessions.connect(this, connect.request()).orElse(null);
            }
            case ClientFrame.InSession frame
            when client == null -> fail(frame.request().id(), Failure.notConnected());
            case ClientFrame.InSession frame -> client.ask(frame.request());
            case ClientFrame.Malformed malformed -> malformed(malformed);
        }
    }

    private void refuse(long now) {
        if (patience.take(now)) {
            fail(null, Failure.tooMany("A client sends at most " + FRAMES_PER_SECOND + " frames a second."));
        } else {
            close(POLICY_VIOLATION);
        }
    }

    private void malformed(ClientFrame.Malformed malformed) {
        fail(malformed.id(), Failure.invalid(malformed.message()));
    }

    private void fail(@Nullable Long id, Failure failure) {
        write(frames.write(new Message.Failed(id, failure), host));
    }

    private void write(String frame) {
        if (socket.isClosed()) {
            return;
        }
        if (socket.writeQueueFull()) {
            close(NOT_READING);
        } else {
            socket.writeTextMessage(frame);
        }
    }

    private void close(short code) {
        if (!socket.isClosed()) {
            socket.close(code);
        }
    }

    private void watch() {
        long now = nowMillis();
        switch (heartbeat.due(now)) {
            case NOTHING -> {}
            case PING -> write(frames.write(new Message.Ping(), host));
            case GIVE_UP -> {
                // A dead peer answers no closing handshake: the place is given up now, the socket when Vert.x sees fit.
                lost(false);
                close(NORMAL);
                return;
            }
        }
        timer = vertx.setTimer(heartbeat.delay(now), _ -> watch());
    }

    private void closed() {
        vertx.cancelTimer(timer);
        Short code = socket.closeStatusCode();
        lost(code != null && code == GOING_AWAY);
    }

    private void lost(boolean left) {
        LiveClient leaving = client;
        client = null;
        if (leaving != null) {
            leaving.lost(left);
        }
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
