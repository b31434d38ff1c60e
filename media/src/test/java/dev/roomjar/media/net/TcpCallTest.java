package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.AdvertisedAddress;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.PeerState;
import java.net.InetAddress;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over TCP, and from UDP to TCP and back, on real sockets. */
class TcpCallTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @ParameterizedTest
    @MethodSource("dev.roomjar.media.net.DatagramEngineTest#engines")
    void aCallFlowsOverTcp(MediaConfig.Engine engine) throws Exception {
        MediaConfig config = config("127.0.0.1").engine(engine).reach(Reach.DEFAULT.protocols(Protocols.TCP));
        try (MediaServer server = MediaServers.start(config);
                SocketCall call = new SocketCall(server, 3, true, LOOPBACK)) {
            call.awaitFrames(30);

            assertThat(call.publisherState()).isEqualTo(PeerState.CONNECTED);
            assertThat(call.corruptPackets()).isZero();
            assertThat(server.count(MediaCounter.PEERS_FAULTED)).isZero();
            assertThat(server.count(MediaCounter.SENT_PACKETS)).as("by UDP").isZero();
            assertThat(server.count(MediaCounter.TCP_PACKETS_SENT)).isGreaterThan(450);
            assertThat(server.count(MediaCounter.TCP_PACKETS_DROPPED)).isZero();
            assertThat(server.count(MediaCounter.TCP_CONNECTIONS_OPENED)).isEqualTo(4);
        }
    }

    @Test
    void aCallMovesFromUdpToTcpAndBackByIceRestart() throws Exception {
        try (MediaServer server = MediaServers.start(config("127.0.0.1"));
                SocketCall call = new SocketCall(server, 1)) {
            call.awaitFrames(10);
            assertThat(server.count(MediaCounter.TCP_PACKETS_SENT)).isZero();

            call.restart(true);
            call.awaitFrames(call.frames() + 20);
            long udp = server.count(MediaCounter.SENT_PACKETS);
            call.awaitFrames(call.frames() + 20);
            assertThat(server.count(MediaCounter.SENT_PACKETS)).as("by UDP").isEqualTo(udp);
            assertThat(server.count(MediaCounter.TCP_PACKETS_SENT)).isGreaterThan(100);

            call.restart(false);
            call.awaitFrames(call.frames() + 20);
            long tcp = server.count(MediaCounter.TCP_PACKETS_SENT);
            call.awaitFrames(call.frames() + 20);
            assertThat(server.count(MediaCounter.TCP_PACKETS_SENT)).isEqualTo(tcp);
            assertThat(server.count(MediaCounter.SENT_PACKETS)).isGreaterThan(udp + 100);
            assertThat(server.count(MediaCounter.HANDSHAKES_COMPLETED)).isEqualTo(2);
            assertThat(call.publisherState()).isEqualTo(PeerState.CONNECTED);
        }
    }

    @Test
    void aConnectionThatIsCutIsReplacedByTheNext() throws Exception {
        try (MediaServer server = MediaServers.start(config("127.0.0.1"));
                SocketCall call = new SocketCall(server, 1, true, LOOPBACK)) {
            call.awaitFrames(10);

            call.cut();
            call.awaitFrames(call.frames() + 30);

            assertThat(server.count(MediaCounter.TCP_CONNECTIONS_OPENED)).isEqualTo(4);
            assertThat(server.count(MediaCounter.TCP_CONNECTIONS_CLOSED)).isEqualTo(2);
            assertThat(server.count(MediaCounter.TCP_CONNECTIONS_REFUSED)).isZero();
            assertThat(server.count(MediaCounter.PEERS_CLOSED)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallFlowsOverIpv6(boolean tcp) throws Exception {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        Assumptions.assumeTrue(DatagramEngineTest.ipv6Works(MediaConfig.Engine.AUTO), "no IPv6 on this machine");
        try (MediaServer server = MediaServers.start(config("::1"));
                SocketCall call = new SocketCall(server, 1, tcp, loopback)) {
            assertThat(server.advertised())
                    .extracting(AdvertisedAddress::protocol)
                    .containsExactly(AdvertisedAddress.Protocol.UDP, AdvertisedAddress.Protocol.TCP);
            call.awaitFrames(20);

            assertThat(call.corruptPackets()).isZero();
        }
    }

    private static MediaConfig config(String host) {
        return MediaConfig.defaults().bindAddress(InetAddress.ofLiteral(host)).port(0);
    }
}
