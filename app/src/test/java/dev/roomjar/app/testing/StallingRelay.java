package dev.roomjar.app.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cable between a browser and a TCP port of this machine that can be pulled: from then on nothing passes either way, also
 * no end of a connection, and each side believes that the other is only silent. When the cable is back, all that waited passes.
 */
public final class StallingRelay implements AutoCloseable {
    private final ServerSocket front;
    private final int server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile CompletableFuture<Void> mended = CompletableFuture.completedFuture(null);

    private StallingRelay(int server) throws IOException {
        this.server = server;
        this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Starts a relay that passes everything on. */
    public static StallingRelay to(int serverPort) {
        try {
            StallingRelay relay = new StallingRelay(serverPort);
            Thread.ofVirtual().name("stalling-relay").start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where browsers connect to. */
    public int port() {
        return front.getLocalPort();
    }

    /** Pulls the cable. */
    public void cut() {
        mended = new CompletableFuture<>();
    }

    /** Puts the cable back. */
    public void mend() {
        mended.complete(null);
    }

    @Override
    public void close() {
        closeQuietly(front);
        sockets.forEach(StallingRelay::closeQuietly);
        mend();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = front.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.add(near);
                sockets.add(far);
                Thread.ofVirtual().start(() -> pass(near, far));
                Thread.ofVirtual().start(() -> pass(far, near));
            }
        } catch (IOException closed) {
            // close() was called
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] bytes = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count = in.read(bytes);
            while (count >= 0) {
                mended.join();
                out.write(bytes, 0, count);
                count = in.read(bytes);
            }
        } catch (IOException broken) {
            // Passed on as an end.
        }
        mended.join();
        end(from);
        end(to);
    }

    private void end(Socket socket) {
        sockets.remove(socket);
        closeQuietly(socket);
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
