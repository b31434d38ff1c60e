package dev.roomjar.media.turn;

import static dev.roomjar.media.turn.TurnFixture.attribute;
import static dev.roomjar.media.turn.TurnFixture.code;
import static dev.roomjar.media.turn.TurnFixture.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.stun.LongTermKey;
import dev.roomjar.media.stun.StunAttribute;
import dev.roomjar.media.stun.StunAttribute.EvenPort;
import dev.roomjar.media.stun.StunAttribute.Lifetime;
import dev.roomjar.media.stun.StunAttribute.Realm;
import dev.roomjar.media.stun.StunAttribute.RequestedAddressFamily;
import dev.roomjar.media.stun.StunAttribute.RequestedTransport;
import dev.roomjar.media.stun.StunAttribute.ReservationToken;
import dev.roomjar.media.stun.StunAttribute.UnknownAttributes;
import dev.roomjar.media.stun.StunAttribute.XorMappedAddress;
import dev.roomjar.media.stun.StunAttribute.XorRelayedAddress;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunMethod;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnAllocationTest {
    private static final RequestedTransport UDP = new RequestedTransport(RequestedTransport.UDP);

    private static final byte DONT_FRAGMENT = 0x1A;
    private static final int MESSAGE_INTEGRITY_LENGTH = 24;

    private final TurnFixture turn = new TurnFixture();
    private final TurnClient client = turn.client("198.51.100.1", 1000);

    @Test
    void anAllocationTellsItsAddressesAndItsLifetime() {
        StunMessage reply = client.introduced().ask(StunMethod.ALLOCATE, UDP);

        assertThat(TransportAddress.of(attribute(reply, XorRelayedAddress.class).address()))
                .isEqualTo(turn.sockets.getFirst().address());
        assertThat(TransportAddress.of(attribute(reply, XorMappedAddress.class).address()))
                .isEqualTo(client.address.client());
        assertThat(attribute(reply, Lifetime.class).seconds()).isEqualTo(600);
        assertThat(turn.count(MediaCounter.TURN_ALLOCATIONS_OPENED)).isOne();
    }

    @Test
    void aRetransmittedRequestIsAnsweredAlike() {
        byte[] request = client.introduced().request(StunMethod.ALLOCATE, UDP);

        assertThat(client.reply(request)).isEqualTo(client.reply(request));
        assertThat(turn.sockets).hasSize(1);
    }

    @Test
    void aSecondAllocationOfOneClientIsAMismatch() {
        assertThat(code(client.allocated().ask(StunMethod.ALLOCATE, UDP))).isEqualTo(437);
    }

    @Test
    void onlyUdpIsRelayed() {
        client.introduced();

        assertThat(code(client.ask(StunMethod.ALLOCATE, new RequestedTransport(6))))
                .isEqualTo(442);
        assertThat(code(client.ask(StunMethod.ALLOCATE))).isEqualTo(400);
    }

    @Test
    void theFamilyAskedForIsAllocated() {
        StunMessage reply = client.introduced()
                .ask(StunMethod.ALLOCATE, UDP, new RequestedAddressFamily(RequestedAddressFamily.IPV6));

        assertThat(attribute(reply, XorRelayedAddress.class)
                        .address()
                        .getAddress()
                        .getAddress())
                .hasSize(16);
        assertThat(code(turn.client("198.51.100.2", 1)
                        .introduced()
                        .ask(StunMethod.ALLOCATE, UDP, new RequestedAddressFamily(3))))
                .isEqualTo(440);
    }

    @Test
    void pairsOfPortsAreNotToBeHad() {
        client.introduced();

        assertThat(code(client.ask(StunMethod.ALLOCATE, UDP, new EvenPort(true))))
                .isEqualTo(508);
        assertThat(code(client.ask(StunMethod.ALLOCATE, UDP, new ReservationToken(1))))
                .isEqualTo(508);
        assertThat(code(client.ask(StunMethod.ALLOCATE, UDP, new ReservationToken(1), new EvenPort(false))))
                .isEqualTo(400);
    }

    @Test
    void dontFragmentIsUnknown() {
        byte[] request = withDontFragment(client.introduced());

        StunMessage reply = parsed(client.reply(request));
        assertThat(code(reply)).isEqualTo(420);
        assertThat(attribute(reply, UnknownAttributes.class).types()).isEqualTo(List.of((int) DONT_FRAGMENT));
        assertThat(turn.sockets).isEmpty();
    }

    private static byte[] withDontFragment(TurnClient client) {
        byte[] request = client.request(StunMethod.ALLOCATE, UDP);
        int unsigned = request.length - MESSAGE_INTEGRITY_LENGTH;
        byte[] longer = Arrays.copyOf(Arrays.copyOf(request, unsigned), unsigned + 4);
        longer[unsigned + 1] = DONT_FRAGMENT;
        return TurnFrameSigner.signed(longer, client.key(LongTermKey.MD5));
    }

    @Test
    void theLifetimeIsAtMostAnHour() {
        client.introduced();

        assertThat(attribute(client.ask(StunMethod.ALLOCATE, UDP, new Lifetime(86_400)), Lifetime.class))
                .isEqualTo(new Lifetime(3600));
        assertThat(attribute(client.refresh(1), Lifetime.class)).isEqualTo(new Lifetime(600));
        assertThat(attribute(client.refresh(1200), Lifetime.class)).isEqualTo(new Lifetime(1200));
    }

    @Test
    void anAllocationEndsByItself() {
        client.allocated();
        turn.pass(Duration.ofSeconds(599));
        assertThat(turn.server.isAllocated(client.address, turn.now)).isTrue();

        turn.pass(Duration.ofSeconds(1));

        assertThat(turn.server.isAllocated(client.address, turn.now)).isFalse();
        assertThat(turn.sockets.getFirst().closed).isTrue();
        assertThat(turn.count(MediaCounter.TURN_ALLOCATIONS_CLOSED)).isOne();
        assertThat(code(client.refresh(600))).isEqualTo(437);
    }

    @Test
    void aRefreshKeepsIt() {
        client.allocated();
        for (int i = 0; i < 5; i++) {
            turn.pass(Duration.ofSeconds(500));
            assertThat(code(client.refresh(600))).isZero();
        }
        assertThat(turn.sockets.getFirst().closed).isFalse();
    }

    @Test
    void aRefreshOfNothingEndsIt() {
        client.allocated();

        assertThat(attribute(client.refresh(0), Lifetime.class)).isEqualTo(new Lifetime(0));
        assertThat(turn.sockets.getFirst().closed).isTrue();
        assertThat(code(client.refresh(0))).isEqualTo(437);
        assertThat(code(client.ask(StunMethod.ALLOCATE, UDP))).isZero();
    }

    @Test
    void aClosedConnectionEndsIt() {
        TurnClient overTcp = turn.client("198.51.100.1", 1000, true).allocated();

        turn.server.disconnected(overTcp.address);

        assertThat(turn.sockets.getFirst().closed).isTrue();
        assertThat(turn.count(MediaCounter.TURN_ALLOCATIONS_CLOSED)).isOne();
    }

    @Test
    void onePortByUdpAndByTcpAreTwoClients() {
        client.allocated();
        turn.client("198.51.100.1", 1000, true).allocated();

        assertThat(turn.sockets).hasSize(2);
    }

    @Test
    void anotherUserMayNotTouchIt() {
        client.allocated();
        TurnCredentials mallory =
                TurnCredentials.expiring(TurnFixture.SECRET, "mallory", TurnFixture.START.plusSeconds(600));

        assertThat(code(client.as(mallory).refresh(0))).isEqualTo(441);
        assertThat(turn.server.isAllocated(client.address, turn.now)).isTrue();
    }

    @Test
    void aRefreshForTheOtherFamilyIsAMismatch() {
        StunAttribute ipv6 = new RequestedAddressFamily(RequestedAddressFamily.IPV6);

        assertThat(code(client.allocated().ask(StunMethod.REFRESH, ipv6))).isEqualTo(443);
    }

    @Test
    void aUserHasAQuota() {
        TurnFixture small =
                new TurnFixture(TurnSettings.defaults(TurnFixture.SECRET).allocationsPerUser(2));
        small.client("198.51.100.1", 1).allocated();
        TurnClient second = small.client("198.51.100.1", 2).allocated();
        TurnClient third = small.client("198.51.100.2", 3).introduced();

        assertThat(code(third.ask(StunMethod.ALLOCATE, UDP))).isEqualTo(486);
        second.refresh(0);
        assertThat(code(third.ask(StunMethod.ALLOCATE, UDP))).isZero();
    }

    @Test
    void theServerHasACapacity() {
        TurnFixture small =
                new TurnFixture(TurnSettings.defaults(TurnFixture.SECRET).maximumAllocations(1));
        small.client("198.51.100.1", 1).allocated();
        TurnClient second = small.client("198.51.100.1", 2).introduced();

        assertThat(code(second.ask(StunMethod.ALLOCATE, UDP))).isEqualTo(508);
        small.pass(Duration.ofMinutes(10));
        small.outOfSockets = true;
        assertThat(code(second.ask(StunMethod.ALLOCATE, UDP))).isEqualTo(508);
        small.outOfSockets = false;
        assertThat(code(second.ask(StunMethod.ALLOCATE, UDP))).isZero();
    }

    @Test
    void theRealmOfAReplyIsLeftToChallenges() {
        assertThat(client.introduced().ask(StunMethod.ALLOCATE, UDP).has(Realm.class))
                .isFalse();
    }
}
