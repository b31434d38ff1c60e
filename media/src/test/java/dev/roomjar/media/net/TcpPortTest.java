package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.congestion.BandwidthLimits;
import dev.roomjar.media.dtls.DtlsCertificate;
import dev.roomjar.media.dtls.DtlsLimits;
import dev.roomjar.media.ice.IceTimings;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Destination;
import dev.roomjar.media.peer.Mailbox;
import dev.roomjar.media.peer.Outbox;
import dev.roomjar.media.peer.PeerEnvironment;
import dev.roomjar.media.sfu.Sfu;
import dev.roomjar.media.tcp.FrameReader;
import dev.roomjar.media.tcp.TcpLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A TCP port whose loop, and clock, is the test. */
class TcpPortTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = -5 * SECOND;

    private final LinkedBlockingQueue<Mailbox.Task> mailbox = new LinkedBlockingQueue<>();
    private final Counters counters = new Counters();

    @Test
    void whoSaysNothingIsCutOffInTime() throws Exception {
        try (TcpPort port = port();
                Socket silent = new Socket()) {
            silent.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port()));
            runTask();
            assertThat(counters.count(MediaCounter.TCP_CONNECTIONS_OPENED)).isEqualTo(1);

            assertThat(port.advance(START)).as("looks again within a second").isEqualTo(START + SECOND);
            port.advance(START + 9 * SECOND);
            assertThat(counters.count(MediaCounter.TCP_CONNECTIONS_REFUSED)).isZero();
            assertThat(port.advance(START + 10 * SECOND)).isEqualTo(Long.MAX_VALUE);

            assertThat(counters.count(MediaCounter.TCP_CONNECTIONS_REFUSED)).isEqualTo(1);
            silent.setSoTimeout(5_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoDoesNotReadLosesWholePacketsAndHoldsNobodyUp() throws Exception {
        try (TcpPort port = port();
                Socket slow = new Socket()) {
            slow.setReceiveBufferSize(8 << 10);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port()));
            runTask();
            TransportAddress address = TransportAddress.of((InetSocketAddress) slow.getLocalSocketAddress())
                    .from(TransportAddress.TCP + 1);
            Outbox outbox = new Outbox(16, port, port);
            Destination destination = new Destination(address);
            long before = System.nanoTime();
            for (int i = 0; i < 5_000; i++) {
                add(outbox, destination, 0x80, 1_150);
            }
            assertThat(System.nanoTime() - before).as("nobody waits").isLessThan(5 * SECOND);
            long dropped = counters.count(MediaCounter.TCP_PACKETS_DROPPED);
            assertThat(dropped).isGreaterThan(1_000);
            add(outbox, destination, 0, 100);
            assertThat(counters.count(MediaCounter.TCP_PACKETS_DROPPED))
                    .as("a check finds room where media does not")
                    .isEqualTo(dropped);

            long expected = counters.count(MediaCounter.TCP_PACKETS_SENT);
            assertThat(expected).isEqualTo(5_001 - dropped);
            assertThat(readPackets(slow, expected)).isEqualTo(expected);
        }
    }

    private static void add(Outbox outbox, Destination destination, int firstByte, int length) {
        byte[] packet = new byte[length];
        packet[0] = (byte) firstByte;
        outbox.add(packet, 0, length, destination);
        outbox.flush();
    }

    /** Reads as the far end does, while the port goes on writing what waits; counts whole packets. */
    private long readPackets(Socket socket, long atMost) throws Exception {
        AtomicLong packets = new AtomicLong();
        Thread reader = Thread.ofVirtual().start(() -> {
            FrameReader frames = new FrameReader();
            byte[] bytes = new byte[4_096];
            try {
                while (packets.get() < atMost) {
                    int count = socket.getInputStream().read(bytes);
                    frames.read(bytes, 0, count, (buffer, offset, length) -> {
                        boolean whole = buffer[offset] == 0 ? length == 100 : length == 1_150;
                        packets.addAndGet(whole ? 1 : Integer.MIN_VALUE);
                        return true;
                    });
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        long deadline = System.nanoTime() + 20 * SECOND;
        while (reader.isAlive() && System.nanoTime() < deadline) {
            Mailbox.Task task = mailbox.poll(10, TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run(START);
            }
        }
        return packets.get();
    }

    private TcpPort port() {
        TcpPort port = new TcpPort(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TcpLimits.DEFAULT, counters, mailbox::add);
        port.start("tcp-under-test", sfu(port));
        return port;
    }

    private void runTask() throws InterruptedException {
        Mailbox.Task task = mailbox.poll(10, TimeUnit.SECONDS);
        assertThat(task).isNotNull();
        task.run(START);
    }

    private Sfu sfu(TcpPort port) {
        SecureRandom random = new SecureRandom();
        PeerEnvironment environment = new PeerEnvironment(
                new Outbox(16, port),
                mailbox::add,
                counters,
                DtlsCertificate.generate(random, Instant.now()),
                DtlsLimits.ofConcurrentHandshakes(1),
                IceTimings.DEFAULT,
                random,
                Duration.ofSeconds(30));
        return new Sfu(environment, List.of(), 10, BandwidthLimits.DEFAULT);
    }
}
