package dev.roomjar.liveview.vertx;

import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.liveview.channel.LiveCounters;
import dev.roomjar.liveview.channel.LiveSocket;
import dev.roomjar.liveview.channel.SocketOutput;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket. It ends in one of three ways: the browser closes it, we close it, or we cut it because the browser does not read
 * or does not answer pings. Each ends its views at once; what Vert.x reports later is ignored.
 */
final class BrowserSocket implements SocketOutput {
    private static final Logger LOG = LoggerFactory.getLogger(BrowserSocket.class);
    private static final long SWEEPS_PER_PING = 5;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(12);

    /** Unsent bytes at which a browser counts as one that does not read. */
    private static final int QUEUE_BYTES = 512 * 1024;

    private static final short TRY_AGAIN_LATER = 1013;

    private final ServerWebSocket webSocket;
    private final HttpConnection connection;
    private final LiveCounters counters;
    private final Consumer<BrowserSocket> afterwards;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable LiveSocket live;
    private volatile long heardNanos;

    BrowserSocket(
            ServerWebSocket webSocket,
            HttpConnection connection,
            LiveCounters counters,
            Consumer<BrowserSocket> afterwards) {
        this.webSocket = webSocket;
        this.connection = connection;
        this.counters = counters;
        this.afterwards = afterwards;
        this.heardNanos = System.nanoTime();
    }

    /** Begins to read. To be called on the socket's event loop, where it cannot close meanwhile. */
    void serve(LiveSocket liveSocket) {
        live = liveSocket;
        if (webSocket.isClosed()) {
            end();
            return;
        }
        webSocket.setWriteQueueMaxSize(QUEUE_BYTES);
        webSocket.textMessageHandler(frame -> liveSocket.text(frame, heard()));
        webSocket.binaryMessageHandler(_ -> {
            heard();
            liveSocket.binary();
        });
        webSocket.pongHandler(_ -> heard());
        webSocket.exceptionHandler(_ -> end());
        webSocket.closeHandler(_ -> end());
    }

    @Override
    public void send(String frame) {
        write(() -> {
            if (webSocket.writeQueueFull()) {
                cut(LiveCounter.SOCKETS_SLOW);
            } else {
                var _ = webSocket.writeTextMessage(frame);
            }
        });
    }

    /** Looks after the socket: cuts it if it is silent, else asks for a sign of life every few sweeps. */
    void sweep(long sweep, long nowNanos) {
        if (nowNanos - heardNanos > SILENCE_NANOS) {
            cut(LiveCounter.SOCKETS_SILENT);
        } else if ((sweep + System.identityHashCode(this)) % SWEEPS_PER_PING == 0) {
            write(() -> {
                if (!webSocket.writeQueueFull()) {
                    var _ = webSocket.writePing(Buffer.buffer());
                }
            });
        }
    }

    /** A browser may go at any moment, also between a look and a write: Vert.x then throws, and it is no fault. */
    private void write(Runnable what) {
        if (ended.get()) {
            return;
        }
        try {
            what.run();
        } catch (IllegalStateException alreadyClosed) {
            LOG.debug("a WebSocket was closed under a write");
            end();
        }
    }

    void renderAll() {
        LiveSocket current = live;
        if (current != null) {
            current.renderAll();
        }
    }

    /** Drops the connection, told or not. */
    void disconnect() {
        var _ = connection.close();
    }

    /** Closes in an orderly way; completes when the browser has answered. */
    Future<Void> close(short code) {
        end();
        return webSocket.close(code);
    }

    /** A browser that does not read would not read a close frame either, so the connection goes down under it. */
    private void cut(LiveCounter reason) {
        if (end()) {
            counters.increment(reason);
            var _ = webSocket.close(TRY_AGAIN_LATER);
            disconnect();
        }
    }

    /** Whether this call ended it. */
    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        LiveSocket current = live;
        if (current != null) {
            current.closed();
        }
        afterwards.accept(this);
        return true;
    }

    private long heard() {
        long now = System.nanoTime();
        heardNanos = now;
        return now;
    }
}
