package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.stun.StunAttribute.Username;
import dev.roomjar.media.stun.StunWriter;
import dev.roomjar.media.stun.TransactionId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of TCP connections that no peer opened. */
class TcpStrangersTest {
    private final MediaServer server = MediaServers.start(
            MediaConfig.defaults().bindAddress(InetAddress.getLoopbackAddress()).port(0));
    private final InetSocketAddress port = server.advertisedAddresses().getFirst();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Test
    void whoSpeaksAnotherProtocolIsCutOff() throws Exception {
        Socket http = connect();
        http.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        Socket nonsense = connect();
        nonsense.getOutputStream().write(new byte[] {0, 4, 70, 1, 2, 3});

        assertThat(http.getInputStream().read()).isEqualTo(-1);
        assertThat(nonsense.getInputStream().read()).isEqualTo(-1);
        assertThat(server.count(MediaCounter.TCP_CONNECTIONS_REFUSED)).isEqualTo(2);
    }

    @Test
    void aCheckForNobodyIsNotAnsweredAndManyOfThemEndTheConnection() throws Exception {
        Socket stranger = connect();
        byte[] check = StunWriter.request(TransactionId.random(new Random(5)))
                .add(new Username("nobody:me"))
                .bytes("a password of a stranger");
        ByteBuffer frame = ByteBuffer.allocate(2 + check.length)
                .putShort((short) check.length)
                .put(check);
        for (int i = 0; i < 33; i++) {
            stranger.getOutputStream().write(frame.array());
        }

        assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        assertThat(server.count(MediaCounter.DISCARDED_UNKNOWN_PEER)).isEqualTo(32);
        assertThat(server.count(MediaCounter.TCP_PACKETS_SENT)).isZero();
    }

    @Test
    void oneAddressHasFewStrangersAndACallStillFindsRoom() throws Exception {
        for (int i = 0; i < 200; i++) {
            connect();
        }
        await(() ->
                server.count(MediaCounter.TCP_CONNECTIONS_OPENED) + server.count(MediaCounter.TCP_CONNECTIONS_REFUSED)
                        == 200);
        assertThat(server.count(MediaCounter.TCP_CONNECTIONS_OPENED)).isEqualTo(64);
        // Another address than theirs.
        try (SocketCall call = new SocketCall(server, 1, true, InetAddress.ofLiteral("127.0.0.9"))) {
            call.awaitFrames(10);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(port.getAddress(), port.getPort());
        socket.setSoTimeout(5_000);
        sockets.add(socket);
        return socket;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
