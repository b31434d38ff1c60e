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

class LossyRelayTest {

    @Test
    void aDatagramGoesThereAndItsAnswerComesBack() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket();
                LossyRelay relay = relayTo(server)) {
            send(client, "ping", relay.address());
            DatagramPacket arrived = receive(server);
            send(server, "pong", (InetSocketAddress) arrived.getSocketAddress());

            assertThat(text(arrived)).isEqualTo("ping");
            assertThat(text(receive(client))).isEqualTo("pong");
            assertThat(relay.lost()).isZero();
        }
    }

    @Test
    void aCutLineLosesAll() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket();
                LossyRelay relay = relayTo(server)) {
            relay.lose(1);
            send(client, "lost", relay.address());
            while (relay.lost() == 0) {
                Thread.onSpinWait();
            }
            relay.lose(0);
            send(client, "found", relay.address());

            assertThat(text(receive(server))).isEqualTo("found");
        }
    }

    private static LossyRelay relayTo(DatagramSocket server) {
        return LossyRelay.to(
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
