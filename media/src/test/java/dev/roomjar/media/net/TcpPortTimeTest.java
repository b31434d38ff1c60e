package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.dtls.DtlsCertificate;
import dev.roomjar.media.dtls.DtlsLimits;
import dev.roomjar.media.ice.IceTimings;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Mailbox;
import dev.roomjar.media.peer.Outbox;
import dev.roomjar.media.peer.PeerEnvironment;
import dev.roomjar.media.sfu.Sfu;
import dev.roomjar.media.tcp.TcpLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a TCP connection may stay a stranger's; the test is the loop, and its clock. */
class TcpPortTimeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = -5 * SECOND;

    private final LinkedBlockingQueue<Mailbox.Task> mailbox = new LinkedBlockingQueue<>();
    private final Counters counters = new Counters();

    @Test
    void whoSaysNothingIsCutOffInTime() throws Exception {
        try (TcpPort port = new TcpPort(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        TcpLimits.DEFAULT,
                        counters,
                        mailbox::add);
                Socket silent = new Socket()) {
            port.start("tcp-under-test", sfu(port));
            silent.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port()));
            Mailbox.Task look = mailbox.poll(10, TimeUnit.SECONDS);
            assertThat(look).isNotNull();
            look.run(START);
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
        return new Sfu(environment, List.of(), 10);
    }
}
