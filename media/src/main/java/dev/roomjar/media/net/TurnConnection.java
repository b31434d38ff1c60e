package dev.roomjar.media.net;

import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.turn.FiveTuple;
import dev.roomjar.media.turn.TurnFrames;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's TCP connection, or a TLS connection over it: the first byte tells, since neither TURN nor ChannelData begins
 * like a TLS record (RFC 7983). One virtual thread reads, another writes.
 */
final class TurnConnection {
    private static final Logger LOG = LoggerFactory.getLogger(TurnConnection.class);
    private static final int TLS_HANDSHAKE = 0x16;

    /** Nobody sends media in larger ones; a stream that seems to hold one is no TURN. */
    private static final int LONGEST_FRAME = 4_096;

    /** Half a second of video each: more in front of a slow link is only late. */
    private static final int QUEUED_BYTES = 128 * 1024;

    private static final int KERNEL_BYTES = 128 * 1024;

    /** What a connection's thread hands on. */
    interface Handler {
        void fromClient(FiveTuple client, byte[] buffer, int length, long nowNanos);

        void closed(TurnConnection connection);
    }

    private final Socket socket;
    private final FiveTuple client;
    private final Handler handler;
    private final @Nullable SSLContext tls;
    private final SendQueue queue = new SendQueue(QUEUED_BYTES);
    private volatile long idleSinceNanos;

    TurnConnection(Socket socket, @Nullable SSLContext tls, Handler handler, long nowNanos) {
        this.socket = socket;
        this.tls = tls;
        this.handler = handler;
        this.client = new FiveTuple(TransportAddress.of((InetSocketAddress) socket.getRemoteSocketAddress()), true);
        this.idleSinceNanos = nowNanos;
    }

    FiveTuple client() {
        return client;
    }

    /** Since when the client has had no allocation. */
    long idleSinceNanos() {
        return idleSinceNanos;
    }

    void hasAllocation(long nowNanos) {
        idleSinceNanos = nowNanos;
    }

    void start() {
        Thread.ofVirtual().name("turn-" + client).start(this::run);
    }

    private void run() {
        try {
            socket.setTcpNoDelay(true);
            socket.setSendBufferSize(KERNEL_BYTES);
            InputStream in = socket.getInputStream();
            byte[] first = {(byte) in.read()};
            if (first[0] != TLS_HANDSHAKE) {
                serve(new SequenceInputStream(new ByteArrayInputStream(first), in), socket.getOutputStream());
            } else if (tls != null) {
                serveSecurely(tls, new ByteArrayInputStream(first));
            }
        } catch (IOException e) {
            LOG.debug("the TURN connection of {} ended: {}", client, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the TURN connection of {} failed", client, e);
        } finally {
            close();
            handler.closed(this);
        }
    }

    private void serveSecurely(SSLContext context, InputStream consumed) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, consumed, true);
        secure.setUseClientMode(false);
        serve(secure.getInputStream(), secure.getOutputStream());
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        Thread.ofVirtual().name("turn-to-" + client).start(() -> write(out));
        InputStream buffered = new BufferedInputStream(in, LONGEST_FRAME);
        byte[] frame = new byte[LONGEST_FRAME];
        while (buffered.readNBytes(frame, 0, TurnFrames.PREFIX_LENGTH) == TurnFrames.PREFIX_LENGTH) {
            int length = TurnFrames.length(frame, 0);
            int rest = length - TurnFrames.PREFIX_LENGTH;
            if (length < 0
                    || length > LONGEST_FRAME
                    || buffered.readNBytes(frame, TurnFrames.PREFIX_LENGTH, rest) < rest) {
                return;
            }
            handler.fromClient(client, frame, length, System.nanoTime());
        }
    }

    private void write(OutputStream out) {
        try {
            for (int length = queue.take(); length >= 0; length = queue.take()) {
                out.write(queue.taken(), 0, length);
                out.flush();
            }
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a frame when the client takes it; false where too much waits already, and this frame is dropped. */
    boolean send(byte[] frame) {
        return queue.put(frame);
    }

    /** Ends both threads. From any thread; more than once is harmless. */
    void close() {
        queue.close();
        try {
            // Not the TLS socket: its closing handshake would wait for the client.
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing the TURN connection of {} failed", client, e);
        }
    }
}
