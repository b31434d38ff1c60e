package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.roomjar.media.AdvertisedAddress;
import dev.roomjar.media.AdvertisedAddress.Origin;
import dev.roomjar.media.AdvertisedAddress.Protocol;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.stun.StunAttribute.XorMappedAddress;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What peers are told, and how it is found. */
class AdvertisedAddressesTest {
    private static final InetSocketAddress OUTSIDE =
            new InetSocketAddress(InetAddress.ofLiteral("203.0.113.7"), 61_000);

    @Test
    void aConfiguredPortIsToldInsteadOfTheOwn() {
        MediaConfig config = MediaConfig.defaults()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .reach(Reach.DEFAULT.advertised(List.of(OUTSIDE)));
        try (MediaServer server = MediaServers.start(config)) {
            assertThat(server.advertised())
                    .containsExactly(
                            new AdvertisedAddress(OUTSIDE, Protocol.UDP, Origin.CONFIGURED),
                            new AdvertisedAddress(OUTSIDE, Protocol.TCP, Origin.CONFIGURED));
        }
    }

    @Test
    void withManyLoopsTheOutsidePortsFollowTheInsideOnes() {
        MediaConfig config =
                MediaConfig.defaults().port(4_002).loops(3).reach(Reach.DEFAULT.advertised(List.of(OUTSIDE)));

        assertThat(LocalAddresses.advertised(config, 4_004).getFirst().address().getPort())
                .isEqualTo(61_002);
    }

    @Test
    void whatNobodyCanReachIsRefused() {
        InetSocketAddress any = new InetSocketAddress(0);
        assertThatThrownBy(() -> Reach.DEFAULT.advertised(List.of(any)))
                .hasMessageContaining("write an address that they can reach");
    }

    @Test
    void theAddressThatAStunServerSeesIsAdvertisedBehindTheOwn() throws Exception {
        try (DatagramSocket stun = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerOnce(stun));
            MediaConfig config = MediaConfig.defaults()
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .port(0)
                    .reach(Reach.DEFAULT.stunServer(
                            InetSocketAddress.createUnresolved("127.0.0.1", stun.getLocalPort())));
            try (MediaServer server = MediaServers.start(config)) {
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                while (server.advertised().size() < 3 && System.nanoTime() < deadline) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                assertThat(server.advertised())
                        .extracting(AdvertisedAddress::protocol, AdvertisedAddress::origin)
                        .containsExactly(
                                tuple(Protocol.UDP, Origin.BOUND),
                                tuple(Protocol.UDP, Origin.STUN),
                                tuple(Protocol.TCP, Origin.BOUND));
                assertThat(server.advertised().get(1).address()).isEqualTo(OUTSIDE);
                try (SocketCall call = new SocketCall(server, 1)) {
                    call.awaitFrames(5);
                }
            }
        }
    }

    @Test
    void loopsWithOnePortAllLearnWhatOneOfThemAsked() throws Exception {
        try (DatagramSocket stun = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerOnce(stun));
            MediaConfig config = MediaConfig.defaults()
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .port(0)
                    .loops(4)
                    .singlePort(true)
                    .reach(Reach.DEFAULT.stunServer(
                            InetSocketAddress.createUnresolved("127.0.0.1", stun.getLocalPort())));
            try (MediaServer server = MediaServers.start(config)) {
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                while (outside(server) < 4 && System.nanoTime() < deadline) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                assertThat(outside(server)).isEqualTo(4);
            }
        }
    }

    private static long outside(MediaServer server) {
        return server.advertised().stream()
                .filter(each -> each.origin() == Origin.STUN)
                .count();
    }

    @Test
    void anOutsideAddressWithTheSamePortServesTcpToo() {
        AdvertisedAddress own = new AdvertisedAddress(
                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 61_000), Protocol.UDP, Origin.INTERFACE);

        assertThat(LocalAddresses.withOutside(List.of(own), List.of(OUTSIDE), Protocols.UDP_AND_TCP, 61_000))
                .containsExactly(
                        own,
                        new AdvertisedAddress(OUTSIDE, Protocol.UDP, Origin.STUN),
                        new AdvertisedAddress(OUTSIDE, Protocol.TCP, Origin.STUN));
        assertThat(LocalAddresses.withOutside(List.of(own), List.of(own.address()), Protocols.UDP_AND_TCP, 61_000))
                .containsExactly(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker0", "br-1f2e3d", "veth12ab@if3", "virbr0", "cni0"})
    void bridgesOfContainersAreNotAdvertised(String name) {
        assertThat(LocalAddresses.isInternal(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth0", "enp3s0", "wlan0", "br0", "tun0", "wg0", "tailscale0", "en0"})
    void networksOfPeopleAreAdvertised(String name) {
        assertThat(LocalAddresses.isInternal(name)).isFalse();
    }

    /** A STUN server behind a NAT of its own making. */
    private static void answerOnce(DatagramSocket socket) {
        try {
            DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
            socket.receive(packet);
            byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
            StunMessage question = Objects.requireNonNull(StunMessage.parse(request, 0, request.length));
            byte[] answer = StunWriter.success(question.id())
                    .add(new XorMappedAddress(OUTSIDE))
                    .bytes(null);
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
