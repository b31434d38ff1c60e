package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.PeerState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several loops at one UDP port. */
@EnabledOnOs(OS.LINUX)
class SharedPortTest {
    private static final int LOOPS = 3;

    @ParameterizedTest
    @EnumSource(
            value = MediaConfig.Engine.class,
            names = {"LINUX", "NIO"})
    void callsOnEveryLoopFlowThroughOnePort(MediaConfig.Engine engine) throws Exception {
        List<SocketCall> calls = new ArrayList<>();
        try (MediaServer server = MediaServers.start(config(0).engine(engine))) {
            assertThat(server.advertisedAddresses())
                    .extracting(InetSocketAddress::getPort)
                    .containsOnly(server.advertisedAddresses().getFirst().getPort());
            try {
                for (int i = 0; i < LOOPS; i++) {
                    calls.add(new SocketCall(server, 2));
                }
                for (SocketCall call : calls) {
                    call.awaitFrames(30);
                    assertThat(call.corruptPackets()).isZero();
                    assertThat(call.publisherState()).isEqualTo(PeerState.CONNECTED);
                }
                // Not after the calls: packets under way then find nobody.
                assertThat(server.count(MediaCounter.DISCARDED_UNKNOWN_PEER)).isZero();
            } finally {
                calls.forEach(SocketCall::close);
            }
            // Nine peers, dealt out by a hash: that each met its own loop by chance is out of the question.
            assertThat(server.count(MediaCounter.HANDED_OVER)).isPositive();
            assertThat(server.count(MediaCounter.HANDOVER_OVERFLOWED)).isZero();
        }
    }

    @Test
    void tcpConnectionsFindTheLoopTheyAreFor() throws Exception {
        try (MediaServer server = MediaServers.start(config(0).reach(Reach.DEFAULT.protocols(Protocols.TCP)))) {
            List<SocketCall> calls = new ArrayList<>();
            for (int i = 0; i < LOOPS; i++) {
                calls.add(new SocketCall(server, 1, true, InetAddress.ofLiteral("127.0.0.1")));
            }
            for (SocketCall call : calls) {
                call.awaitFrames(10);
                assertThat(call.corruptPackets()).isZero();
            }
            assertThat(server.count(MediaCounter.TCP_CONNECTIONS_OPENED)).isEqualTo(2L * LOOPS);
            assertThat(server.count(MediaCounter.TCP_CONNECTIONS_REFUSED)).isZero();
            assertThat(server.count(MediaCounter.SENT_PACKETS)).as("by UDP").isZero();
            assertThat(server.count(MediaCounter.HANDED_OVER)).isZero();
            calls.forEach(SocketCall::close);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaConfig.Engine.class,
            names = {"LINUX", "NIO"})
    void aSecondServerIsNotLetInToThePort(MediaConfig.Engine engine) {
        try (MediaServer server = MediaServers.start(config(0).engine(engine))) {
            int port = server.advertisedAddresses().getFirst().getPort();

            assertThatThrownBy(() ->
                            MediaServers.start(config(port).engine(engine)).close())
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining(String.valueOf(port));
        }
    }

    private static MediaConfig config(int port) {
        return MediaConfig.defaults()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(port)
                .loops(LOOPS)
                .singlePort(true);
    }
}
