package dev.roomjar.media.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Random;

/** A stranger who sends nonsense: random bytes, and cut or changed pieces of what peers say. */
final class Hostile implements AutoCloseable {
    /** Beginnings of STUN, DTLS, RTP and RTCP. */
    private static final byte[][] BEGINNINGS = {
        HexFormat.of().parseHex("000100502112a442000102030405060708090a0b0006000961626364653a666768000000"),
        HexFormat.of().parseHex("16feff0000000000000000009a0100008e000000000000008efefd"),
        HexFormat.of().parseHex("90e0123400005678deadbeefbede00011001000041424344"),
        HexFormat.of().parseHex("80c80006deadbeef00000000000000000000000000000000"),
    };

    private final DatagramSocket socket;
    private final InetSocketAddress target;
    private final Random random;

    Hostile(InetSocketAddress target, Random random) throws IOException {
        this.target = target;
        this.random = random;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    void send(int datagrams) throws IOException {
        for (int i = 0; i < datagrams; i++) {
            byte[] bytes = nonsense(random);
            socket.send(new DatagramPacket(bytes, bytes.length, target));
        }
    }

    static byte[] nonsense(Random random) {
        byte[] bytes = new byte[random.nextInt(8) == 0 ? random.nextInt(1_500) : random.nextInt(120)];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            byte[] beginning = BEGINNINGS[random.nextInt(BEGINNINGS.length)];
            System.arraycopy(beginning, 0, bytes, 0, Math.min(beginning.length, bytes.length));
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        socket.close();
    }
}
