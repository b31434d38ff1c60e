package dev.roomjar.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Strangers throw nonsense at every port while two people talk. */
@Tag("browser")
@Timeout(150)
class HostileBytesTest {
    private static final long SEED = 4_000;
    private static final int DATAGRAMS = 1_000;
    private static final int CONNECTIONS = 250;

    /** Beginnings that get further into a server than noise does. */
    private static final List<String> BEGINNINGS = List.of(
            "GET / HTTP/1.1\r\nHost: localhost\r\n",
            upgrade("/live/websocket?vsn=2.0.0"),
            upgrade("/v2/signalling"),
            "POST /name HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001");

    private final Random random = new Random(SEED);

    private static String upgrade(String path) {
        return String.join(
                "\r\n",
                "GET " + path + " HTTP/1.1",
                "Host: localhost",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "Sec-WebSocket-Version: 13",
                "",
                "");
    }

    @Test
    void nonsenseAtEveryPortChangesNothing(@TempDir Path data) throws IOException {
        System.out.println("hostile bytes with seed " + SEED);
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data);
                Visitor ana = Visitor.arrive(chromium, server.http()).saysName("Ana");
                Visitor ben = Visitor.arrive(chromium, server.http()).saysName("Ben")) {
            ana.creates("Calm");
            ben.joins("Calm");
            ana.seesAndHears("Ben");
            String peers = ana.page.evaluate("window.peers.length").toString();

            throwDatagrams(server.media());
            throwStreams(URI.create(server.http()).getPort());
            throwStreams(URI.create(server.https()).getPort());

            ana.seesAndHears("Ben");
            ben.seesAndHears("Ana");
            assertThat(ana.page.evaluate("window.peers.length").toString())
                    .as("peer connections since the page was opened: none was lost and made again")
                    .isEqualTo(peers);
        }
    }

    private void throwDatagrams(InetSocketAddress media) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < DATAGRAMS; i++) {
                byte[] bytes = nonsense(1_400);
                if (bytes.length > 0) {
                    bytes[0] = (byte) firstByte(i);
                }
                socket.send(new DatagramPacket(bytes, bytes.length, media));
            }
        }
    }

    /** Of STUN, DTLS, TURN channels and SRTP in turn (RFC 7983). */
    private int firstByte(int i) {
        return switch (i % 4) {
            case 0 -> random.nextInt(0, 4);
            case 1 -> random.nextInt(20, 64);
            case 2 -> random.nextInt(64, 80);
            default -> random.nextInt(128, 192);
        };
    }

    private void throwStreams(int port) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                OutputStream out = socket.getOutputStream();
                byte[] beginning = BEGINNINGS.get(i % BEGINNINGS.size()).getBytes(StandardCharsets.ISO_8859_1);
                out.write(i % 3 == 0 ? Arrays.copyOf(beginning, random.nextInt(beginning.length)) : beginning);
                out.write(nonsense(4_000));
                out.flush();
            } catch (IOException hungUp) {
                // what a server may well do with this
            }
        }
    }

    private byte[] nonsense(int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }
}
