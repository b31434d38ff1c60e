package dev.roomjar.media.turn;

import static dev.roomjar.media.turn.TurnFixture.MEDIA;
import static dev.roomjar.media.turn.TurnFixture.MEDIA_IPV6;
import static dev.roomjar.media.turn.TurnFixture.address;
import static dev.roomjar.media.turn.TurnFixture.attribute;
import static dev.roomjar.media.turn.TurnFixture.code;
import static dev.roomjar.media.turn.TurnFixture.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.stun.StunAttribute.ChannelNumber;
import dev.roomjar.media.stun.StunAttribute.Data;
import dev.roomjar.media.stun.StunAttribute.XorPeerAddress;
import dev.roomjar.media.stun.StunClass;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunMethod;
import dev.roomjar.media.turn.TurnResult.Discard;
import dev.roomjar.media.turn.TurnResult.Reason;
import dev.roomjar.media.turn.TurnResult.ToClient;
import dev.roomjar.media.turn.TurnResult.ToPeer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnRelayTest {
    private static final byte[] HELLO = {1, 2, 3, 4, 5};
    private static final Discard NOT_PERMITTED = new Discard(Reason.NOT_PERMITTED);

    private final TurnFixture turn = new TurnFixture();
    private final TurnClient client = turn.client("198.51.100.1", 1000).allocated();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "198.51.100.1", "0.0.0.0", "224.0.0.1"})
    void nobodyButTheMediaServerIsReached(String host) {
        TransportAddress elsewhere = address(host, 4002);

        assertThat(code(client.permit(elsewhere))).isEqualTo(403);
        assertThat(code(client.bind(0x4000, elsewhere))).isEqualTo(403);
        assertThat(client.sendTo(elsewhere, HELLO)).isEqualTo(NOT_PERMITTED);
    }

    @Test
    void otherPortsOfTheMediaServerAreNotReached() {
        TransportAddress ssh = address("203.0.113.7", 22);
        client.permit(MEDIA);

        assertThat(code(client.bind(0x4000, ssh))).isEqualTo(403);
        assertThat(client.sendTo(ssh, HELLO)).isEqualTo(NOT_PERMITTED);
        assertThat(turn.count(MediaCounter.TURN_DISCARDED_NOT_PERMITTED)).isOne();
    }

    @Test
    void oneForbiddenPeerSpoilsTheRequest() {
        StunMessage reply = client.ask(
                StunMethod.CREATE_PERMISSION, TurnClient.peer(MEDIA), TurnClient.peer(address("10.0.0.1", 4002)));

        assertThat(code(reply)).isEqualTo(403);
        assertThat(client.sendTo(MEDIA, HELLO)).isEqualTo(NOT_PERMITTED);
    }

    @Test
    void anIpv4RelayReachesNoIpv6Peer() {
        assertThat(code(client.permit(MEDIA_IPV6))).isEqualTo(443);
        assertThat(code(client.bind(0x4000, MEDIA_IPV6))).isEqualTo(443);
    }

    @Test
    void anIpv4MappedAddressIsTheSamePeer() {
        byte[] request =
                client.request(StunMethod.CREATE_PERMISSION, TurnClient.peer(address("::ffff:127.0.0.1", 4002)));

        assertThat(code(parsed(client.reply(request)))).isEqualTo(403);
    }

    @Test
    void aPermissionWithoutPeerIsBad() {
        assertThat(code(client.ask(StunMethod.CREATE_PERMISSION))).isEqualTo(400);
    }

    @Test
    void aSendIndicationGoesToThePeer() {
        assertThat(code(client.permit(MEDIA))).isZero();

        assertThat(client.sendTo(MEDIA, HELLO)).isInstanceOfSatisfying(ToPeer.class, datagram -> {
            assertThat(datagram.socket()).isSameAs(turn.sockets.getFirst());
            assertThat(datagram.peer()).isEqualTo(MEDIA);
            assertThat(payload(datagram)).isEqualTo(HELLO);
        });
        assertThat(turn.count(MediaCounter.TURN_RELAYED_PACKETS)).isOne();
        assertThat(turn.count(MediaCounter.TURN_RELAYED_BYTES)).isEqualTo(5);
    }

    @Test
    void whatThePeerSendsComesAsADataIndication() {
        client.permit(MEDIA);

        assertThat(relayed(MEDIA)).isInstanceOfSatisfying(ToClient.class, datagram -> {
            StunMessage indication = parsed(datagram.bytes());
            assertThat(datagram.client()).isEqualTo(client.address);
            assertThat(indication.type()).isEqualTo(StunClass.INDICATION);
            assertThat(indication.method()).isEqualTo(StunMethod.DATA);
            assertThat(attribute(indication, Data.class).bytes()).isEqualTo(HELLO);
            assertThat(TransportAddress.of(
                            attribute(indication, XorPeerAddress.class).address()))
                    .isEqualTo(MEDIA);
        });
    }

    @Test
    void whatAnotherSendsToTheRelayIsDropped() {
        client.permit(MEDIA);

        assertThat(relayed(address("192.0.2.1", 4002))).isEqualTo(NOT_PERMITTED);
    }

    @Test
    void aPermissionLastsFiveMinutes() {
        client.permit(MEDIA);
        turn.pass(Duration.ofSeconds(299));
        assertThat(client.sendTo(MEDIA, HELLO)).isInstanceOf(ToPeer.class);

        turn.pass(Duration.ofSeconds(1));

        assertThat(client.sendTo(MEDIA, HELLO)).isEqualTo(NOT_PERMITTED);
        assertThat(relayed(MEDIA)).isEqualTo(NOT_PERMITTED);
        client.permit(MEDIA);
        assertThat(relayed(MEDIA)).isInstanceOf(ToClient.class);
    }

    @Test
    void aChannelIsBothWays() {
        assertThat(code(client.bind(0x4001, MEDIA))).isZero();

        assertThat(client.send(HexFormat.of().parseHex("400100050102030405")))
                .isInstanceOfSatisfying(
                        ToPeer.class, datagram -> assertThat(payload(datagram)).isEqualTo(HELLO));
        assertThat(relayed(MEDIA))
                .isInstanceOfSatisfying(
                        ToClient.class,
                        datagram ->
                                assertThat(datagram.bytes()).asHexString().isEqualToIgnoringCase("400100050102030405"));
    }

    @Test
    void channelDataIsPaddedOverAStream() {
        TurnClient overTcp = turn.client("198.51.100.1", 1000, true).allocated();
        overTcp.bind(0x4001, MEDIA);

        assertThat(overTcp.send(HexFormat.of().parseHex("400100050102030405000000")))
                .isInstanceOfSatisfying(
                        ToPeer.class, datagram -> assertThat(payload(datagram)).isEqualTo(HELLO));
        assertThat(turn.server.relayed(turn.sockets.getLast(), MEDIA, HELLO, 0, 5, turn.now))
                .isInstanceOfSatisfying(
                        ToClient.class,
                        datagram -> assertThat(datagram.bytes())
                                .asHexString()
                                .isEqualToIgnoringCase("400100050102030405000000"));
    }

    @Test
    void channelDataLongerThanItsDatagramIsDropped() {
        client.bind(0x4001, MEDIA);

        assertThat(client.send(HexFormat.of().parseHex("4001000601020304"))).isEqualTo(new Discard(Reason.MALFORMED));
        assertThat(client.send(HexFormat.of().parseHex("400200010100"))).isEqualTo(NOT_PERMITTED);
    }

    @Test
    void aChannelLastsTenMinutesAndItsPermissionFive() {
        client.bind(0x4001, MEDIA);
        turn.pass(Duration.ofMinutes(5));
        assertThat(relayed(MEDIA)).isEqualTo(NOT_PERMITTED);
        client.permit(MEDIA);
        client.refresh(3600);
        assertThat(channelOf(relayed(MEDIA))).isEqualTo(0x4001);

        turn.pass(Duration.ofMinutes(5));
        client.permit(MEDIA);

        assertThat(channelOf(relayed(MEDIA))).isZero();
        assertThat(client.send(HexFormat.of().parseHex("4001000101"))).isEqualTo(NOT_PERMITTED);
        assertThat(code(client.bind(0x4002, MEDIA))).isZero();
    }

    private static int channelOf(TurnResult result) {
        byte[] bytes = ((ToClient) result).bytes();
        return bytes[0] == 0x40 ? 0x4000 + bytes[1] : 0;
    }

    @Test
    void aChannelStaysWithItsPeer() {
        client.bind(0x4001, MEDIA);

        assertThat(code(client.bind(0x4001, MEDIA))).isZero();
        assertThat(code(client.bind(0x4002, MEDIA))).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x3FFF, 0x5000, 0xFFFF})
    void otherNumbersAreNoChannels(int number) {
        assertThat(code(client.bind(number, MEDIA))).isEqualTo(400);
    }

    @Test
    void aChannelNeedsNumberAndPeer() {
        assertThat(code(client.ask(StunMethod.CHANNEL_BIND, TurnClient.peer(MEDIA))))
                .isEqualTo(400);
        assertThat(code(client.ask(StunMethod.CHANNEL_BIND, new ChannelNumber(0x4000))))
                .isEqualTo(400);
    }

    @Test
    void withoutAllocationNothingIsRelayed() {
        TurnClient stranger = turn.client("198.51.100.2", 1000).introduced();

        assertThat(stranger.sendTo(MEDIA, HELLO)).isEqualTo(NOT_PERMITTED);
        assertThat(code(stranger.permit(MEDIA))).isEqualTo(437);
        assertThat(code(stranger.bind(0x4000, MEDIA))).isEqualTo(437);
    }

    @Test
    void nothingIsRelayedForAnEndedAllocation() {
        client.permit(MEDIA);
        client.refresh(0);

        assertThat(relayed(MEDIA)).isEqualTo(NOT_PERMITTED);
        assertThat(client.sendTo(MEDIA, HELLO)).isEqualTo(NOT_PERMITTED);
    }

    @Test
    void anAllocationRelaysSoMuchASecond() {
        TurnFixture slow =
                new TurnFixture(TurnSettings.defaults(TurnFixture.SECRET).bytesPerSecond(10_000));
        TurnClient sender = slow.client("198.51.100.1", 1).allocated();
        sender.permit(MEDIA);
        byte[] kilobyte = new byte[1000];
        for (int i = 0; i < 10; i++) {
            assertThat(sender.sendTo(MEDIA, kilobyte)).isInstanceOf(ToPeer.class);
        }

        assertThat(sender.sendTo(MEDIA, kilobyte)).isEqualTo(new Discard(Reason.OVER_BANDWIDTH));
        slow.pass(Duration.ofMillis(100));
        assertThat(sender.sendTo(MEDIA, kilobyte)).isInstanceOf(ToPeer.class);
        assertThat(slow.count(MediaCounter.TURN_DISCARDED_OVER_BANDWIDTH)).isOne();
    }

    private TurnResult relayed(TransportAddress peer) {
        return turn.server.relayed(turn.sockets.getFirst(), peer, HELLO, 0, HELLO.length, turn.now);
    }

    private static byte[] payload(ToPeer datagram) {
        return Arrays.copyOfRange(datagram.buffer(), datagram.offset(), datagram.offset() + datagram.length());
    }
}
