package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.stun.StunAttribute.ChannelNumber;
import dev.roomjar.media.stun.StunAttribute.ErrorCode;
import dev.roomjar.media.stun.StunAttribute.XorPeerAddress;
import dev.roomjar.media.stun.StunAttribute.XorRelayedAddress;
import dev.roomjar.media.stun.StunClass;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunMethod;
import dev.roomjar.media.turn.TurnCredentials;
import dev.roomjar.media.turn.TurnSettings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The TURN server on real sockets, in front of a media server that sends back what it gets. */
class TurnListenerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String SECRET = "south";
    private static final byte[] CHANNEL_DATA = HexFormat.of().parseHex("40000004cafe0001");

    private final TurnCredentials credentials =
            TurnCredentials.expiring(SECRET, "alice", Instant.now().plusSeconds(600));
    private DatagramSocket echo;
    private TestTls tls;
    private TurnListener turn;

    @BeforeEach
    void start() throws Exception {
        echo = new DatagramSocket(0, LOOPBACK);
        Thread.ofVirtual().start(this::echo);
        tls = TestTls.make();
        turn = start(config());
    }

    private static TurnConfig config() {
        return TurnConfig.of(LOOPBACK, 0, TurnSettings.defaults(SECRET));
    }

    private TurnListener start(TurnConfig config) {
        return TurnListener.start(config.tls(tls.server()), () -> List.of(new UdpRoute(media(), media().getPort())));
    }

    @AfterEach
    void stop() {
        turn.close();
        echo.close();
    }

    private void echo() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
                echo.receive(packet);
                echo.send(packet);
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private InetSocketAddress media() {
        return new InetSocketAddress(LOOPBACK, echo.getLocalPort());
    }

    @Test
    void aClientOverUdpReachesTheMediaServer() throws Exception {
        try (TurnSocket socket = TurnSocket.overUdp(turn.port())) {
            assertEchoes(socket);
        }
    }

    @Test
    void aClientOverTcpReachesTheMediaServer() throws Exception {
        try (TurnSocket socket = TurnSocket.overTcp(turn.port())) {
            assertEchoes(socket);
        }
    }

    @Test
    void aClientOverTlsReachesTheMediaServer() throws Exception {
        try (TurnSocket socket = TurnSocket.overTls(turn.port(), tls.client())) {
            assertEchoes(socket);
        }
    }

    private void assertEchoes(TurnSocket socket) throws IOException {
        TurnSocket.Client client = socket.introduced(credentials);
        StunMessage allocated = client.ask(StunMethod.ALLOCATE, TurnSocket.UDP);
        assertThat(allocated
                        .find(XorRelayedAddress.class)
                        .orElseThrow()
                        .address()
                        .getAddress())
                .isEqualTo(LOOPBACK);
        StunMessage bound = client.ask(StunMethod.CHANNEL_BIND, new ChannelNumber(0x4000), new XorPeerAddress(media()));
        assertThat(bound.type()).isEqualTo(StunClass.SUCCESS);

        for (int i = 0; i < 20; i++) {
            socket.send(CHANNEL_DATA);
            assertThat(socket.receive()).isEqualTo(CHANNEL_DATA);
        }
        assertThat(turn.count(MediaCounter.TURN_RELAYED_PACKETS)).isEqualTo(40);
    }

    @Test
    void aMediaServerBehindNatIsReachedWithoutLeavingTheMachine() throws Exception {
        InetSocketAddress outside = new InetSocketAddress("203.0.113.7", 40_000);
        List<UdpRoute> routes = List.of(new UdpRoute(outside, echo.getLocalPort()));
        TurnConfig everywhere = TurnConfig.of(new InetSocketAddress(0).getAddress(), 0, TurnSettings.defaults(SECRET));
        try (TurnListener natted = TurnListener.start(everywhere, () -> routes);
                TurnSocket socket = TurnSocket.overTcp(natted.port())) {
            TurnSocket.Client client = socket.introduced(credentials);
            StunMessage allocated = client.ask(StunMethod.ALLOCATE, TurnSocket.UDP);
            client.ask(StunMethod.CHANNEL_BIND, new ChannelNumber(0x4000), new XorPeerAddress(outside));
            socket.send(CHANNEL_DATA);

            assertThat(socket.receive()).isEqualTo(CHANNEL_DATA);
            assertThat(allocated
                            .find(XorRelayedAddress.class)
                            .orElseThrow()
                            .address()
                            .getAddress())
                    .isEqualTo(outside.getAddress());
        }
    }

    @Test
    void theEchoOfAnotherPortOfThisMachineIsNotReached() throws Exception {
        try (TurnSocket socket = TurnSocket.overTcp(turn.port());
                DatagramSocket internal = new DatagramSocket(0, LOOPBACK)) {
            TurnSocket.Client client = socket.introduced(credentials);
            client.ask(StunMethod.ALLOCATE, TurnSocket.UDP);
            StunMessage refused = client.ask(
                    StunMethod.CHANNEL_BIND,
                    new ChannelNumber(0x4000),
                    new XorPeerAddress(new InetSocketAddress(LOOPBACK, internal.getLocalPort())));

            assertThat(refused.find(ErrorCode.class).orElseThrow().code()).isEqualTo(403);
        }
    }

    @Test
    void anotherSocketCannotSendIntoARelay() throws Exception {
        try (TurnSocket socket = TurnSocket.overUdp(turn.port());
                DatagramSocket stranger = new DatagramSocket(0, LOOPBACK)) {
            TurnSocket.Client client = socket.introduced(credentials);
            InetSocketAddress relayed = client.ask(StunMethod.ALLOCATE, TurnSocket.UDP)
                    .find(XorRelayedAddress.class)
                    .orElseThrow()
                    .address();
            client.ask(StunMethod.CHANNEL_BIND, new ChannelNumber(0x4000), new XorPeerAddress(media()));
            socket.send(CHANNEL_DATA);
            socket.receive();

            stranger.send(new DatagramPacket(new byte[] {9, 9, 9, 9}, 4, relayed));
            socket.send(CHANNEL_DATA);

            assertThat(socket.receive()).isEqualTo(CHANNEL_DATA);
        }
    }

    @Test
    void aClosedConnectionFreesItsAllocation() throws Exception {
        try (TurnSocket socket = TurnSocket.overTcp(turn.port())) {
            socket.introduced(credentials).ask(StunMethod.ALLOCATE, TurnSocket.UDP);
        }

        assertBecomes(() -> turn.count(MediaCounter.TURN_ALLOCATIONS_CLOSED) == 1);
    }

    @Test
    void aConnectionThatProvesNothingIsClosed() throws Exception {
        try (TurnListener impatient = start(config().proofTimeout(Duration.ofMillis(1)));
                TurnSocket silent = TurnSocket.overTcp(impatient.port())) {
            assertThatThrownBy(silent::receive).isInstanceOf(IOException.class);
            assertThat(impatient.count(MediaCounter.TURN_CONNECTIONS_REFUSED)).isOne();
        }
    }

    @Test
    void oneAddressHasSoManyConnections() throws Exception {
        try (TurnListener small = start(config().connectionsPerAddress(1))) {
            try (TurnSocket first = TurnSocket.overTcp(small.port())) {
                first.introduced(credentials);
                try (TurnSocket second = TurnSocket.overTcp(small.port())) {
                    assertThatThrownBy(second::receive).isInstanceOf(IOException.class);
                }
                assertThat(small.count(MediaCounter.TURN_CONNECTIONS_REFUSED)).isOne();
            }
            assertBecomes(() -> canConnect(small.port()));
        }
    }

    private boolean canConnect(int port) {
        try (TurnSocket socket = TurnSocket.overTcp(port)) {
            socket.introduced(credentials);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void aStreamOfSomethingElseIsClosed() throws Exception {
        try (TurnSocket socket = TurnSocket.overTcp(turn.port())) {
            socket.send(HexFormat.of().parseHex("ffffffff"));

            assertThatThrownBy(socket::receive).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatDoesNotReadLosesMediaAndNothingElse() throws Exception {
        try (TurnSocket lazy = TurnSocket.overTcp(turn.port());
                TurnSocket other = TurnSocket.overUdp(turn.port())) {
            TurnSocket.Client client = lazy.introduced(credentials);
            client.ask(StunMethod.ALLOCATE, TurnSocket.UDP);
            client.ask(StunMethod.CHANNEL_BIND, new ChannelNumber(0x4000), new XorPeerAddress(media()));
            byte[] large = new byte[1_204];
            large[0] = 0x40;
            large[2] = 4;
            large[3] = (byte) 0xB0;

            assertBecomes(() -> {
                try {
                    lazy.send(large);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                return turn.count(MediaCounter.TURN_DISCARDED_OVERFLOWED) > 0;
            });
            assertThat(other.introduced(credentials)
                            .ask(StunMethod.ALLOCATE, TurnSocket.UDP)
                            .type())
                    .isEqualTo(StunClass.SUCCESS);
        }
    }

    @Test
    void aTakenPortIsNamed() {
        TurnConfig taken = TurnConfig.of(LOOPBACK, turn.port(), TurnSettings.defaults(SECRET));

        assertThatThrownBy(() -> start(taken))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("TURN port " + turn.port());
    }

    private static void assertBecomes(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MICROSECONDS.sleep(200);
        }
    }
}
