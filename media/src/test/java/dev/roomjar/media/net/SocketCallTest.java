package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.PeerState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls over real sockets, by both engines. */
class SocketCallTest {

    static Stream<MediaConfig.Engine> engines() {
        return DatagramEngineTest.engines();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aCallFlows(MediaConfig.Engine engine) throws Exception {
        try (MediaServer server = start(engine);
                SocketCall call = new SocketCall(server, 3)) {
            call.awaitFrames(30);

            assertThat(call.publisherState()).isEqualTo(PeerState.CONNECTED);
            assertThat(call.corruptPackets()).isZero();
            assertThat(server.count(MediaCounter.PEERS_FAULTED)).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void framesGoOutWhole() throws Exception {
        try (MediaServer server = start(MediaConfig.Engine.LINUX);
                SocketCall call = new SocketCall(server, 3)) {
            call.awaitFrames(10);
            long forwarded = server.count(MediaCounter.RTP_FORWARDED);
            long segmented = server.count(MediaCounter.SENT_SEGMENTED);

            call.awaitFrames(call.frames() + 60);

            forwarded = server.count(MediaCounter.RTP_FORWARDED) - forwarded;
            segmented = server.count(MediaCounter.SENT_SEGMENTED) - segmented;
            // Of 210 packets in a second 50 are audio, each alone; a busy machine may tear some frames apart.
            assertThat((double) segmented / forwarded).isGreaterThan(0.3);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void nonsenseChangesNothingButCounters(MediaConfig.Engine engine) throws Exception {
        try (MediaServer server = start(engine)) {
            InetSocketAddress target = server.advertisedAddresses().getFirst();
            Hostile hostile = new Hostile(target, new Random(77));
            hostile.send(1_000);
            try (SocketCall call = new SocketCall(server, 1)) {
                call.awaitFrames(10);
                hostile.send(2_000);
                call.sendNonsenseFromPeers(new Random(78), 1_000);
                int frames = call.frames();
                call.awaitFrames(frames + 20);
                assertThat(call.corruptPackets()).isZero();
                assertThat(call.publisherState()).isEqualTo(PeerState.CONNECTED);
            }
            hostile.send(1_000);
            try (SocketCall another = new SocketCall(server, 1)) {
                another.awaitFrames(10);
            }
            assertThat(discarded(server)).isGreaterThan(4_000);
            assertThat(server.count(MediaCounter.PEERS_FAULTED)).isZero();
            assertThat(server.count(MediaCounter.HANDSHAKES_FAILED)).isZero();
            hostile.close();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void closingIsPrompt(MediaConfig.Engine engine) throws Exception {
        MediaServer server = start(engine);
        try (SocketCall call = new SocketCall(server, 2)) {
            call.awaitFrames(5);
            long before = System.nanoTime();

            server.close();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static long discarded(MediaServer server) {
        return Stream.of(MediaCounter.values())
                .filter(counter -> counter.name().startsWith("DISCARDED_"))
                .mapToLong(server::count)
                .sum();
    }

    private static MediaServer start(MediaConfig.Engine engine) {
        return MediaServers.start(MediaConfig.defaults()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .engine(engine));
    }
}
