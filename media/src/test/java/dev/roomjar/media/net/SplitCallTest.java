package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.sfu.Placement;
import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session over several loops, on real sockets and threads. */
class SplitCallTest {

    static Stream<MediaConfig.Engine> engines() {
        return DatagramEngineTest.engines();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aRoomOnTwoLoopsFlows(MediaConfig.Engine engine) throws Exception {
        try (MediaServer server = start(config().engine(engine));
                SocketCall call = new SocketCall(server, 4)) {
            call.awaitFrames(30);

            assertThat(server.count(MediaCounter.PLACED_ELSEWHERE)).isEqualTo(2);
            assertThat(server.count(MediaCounter.CROSSED)).isGreaterThan(100);
            assertThat(server.count(MediaCounter.CROSSINGS_OVERFLOWED)).isZero();
            assertThat(call.publisherState()).isEqualTo(PeerState.CONNECTED);
            assertThat(call.corruptPackets()).isZero();
            assertThat(server.count(MediaCounter.PEERS_FAULTED)).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void soDoesOneWhoseLoopsShareAPort() throws Exception {
        try (MediaServer server = start(config().singlePort(true));
                SocketCall call = new SocketCall(server, 4)) {
            call.awaitFrames(30);

            assertThat(server.count(MediaCounter.CROSSED)).isGreaterThan(100);
            assertThat(call.corruptPackets()).isZero();
        }
    }

    @Test
    void closingIsPrompt() throws Exception {
        MediaServer server = start(config());
        try (SocketCall call = new SocketCall(server, 2)) {
            call.awaitFrames(5);
            long before = System.nanoTime();

            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static MediaConfig config() {
        return MediaConfig.defaults()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .loops(2);
    }

    private static MediaServer start(MediaConfig config) {
        return MediaServers.start(config, new Placement(1));
    }
}
