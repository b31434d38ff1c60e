package dev.roomjar.app.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class BadNetworkTest {

    @Test
    void aDatagramGoesThereAndItsAnswerComesBack() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket();
                BadNetwork network = networkTo(server)) {
            send(client, "ping", network.address());
            DatagramPacket arrived = receive(server);
            send(server, "pong", (InetSocketAddress) arrived.getSocketAddress());

            assertThat(text(arrived)).isEqualTo("ping");
            assertThat(text(receive(client))).isEqualTo("pong");
            assertThat(network.lost()).isZero();
        }
    }

    @Test
    void aCutLineLosesAll() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket();
                BadNetwork network = networkTo(server)) {
            network.lose(1);
            send(client, "lost", network.address());
            while (network.lost() == 0) {
                Thread.onSpinWait();
            }
            network.lose(0);
            send(client, "found", network.address());

            assertThat(text(receive(server))).isEqualTo("found");
        }
    }

    @Test
    void aNarrowLineDelaysAndThenLoses() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket();
                BadNetwork network = networkTo(server)) {
            send(client, "hello", network.address());
            InetSocketAddress back = (InetSocketAddress) receive(server).getSocketAddress();
            // 1,000 bytes take 80 ms.
            network.limit(100_000, 100);
            for (int i = 0; i < 10; i++) {
                send(server, "x".repeat(1_000), back);
            }
            long start = System.nanoTime();
            receive(client);
            receive(client);

            assertThat(System.nanoTime() - start).isGreaterThan(120_000_000L);
            while (network.lost() < 8) {
                Thread.onSpinWait();
            }
            network.unlimit();
            send(server, "fast", back);
            assertThat(text(receive(client))).isEqualTo("fast");
        }
    }

    private static BadNetwork networkTo(DatagramSocket server) {
        return BadNetwork.to(
                (InetSocketAddress) server.getLocalSocketAddress(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                1);
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(DatagramSocket from, String text, InetSocketAddress to) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing arrived", e);
        }
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }
}
