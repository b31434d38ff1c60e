package dev.roomjar.media.ice;

import static dev.roomjar.media.ice.IceFixture.CELLULAR;
import static dev.roomjar.media.ice.IceFixture.SECOND;
import static dev.roomjar.media.ice.IceFixture.START;
import static dev.roomjar.media.ice.IceFixture.WIFI;
import static dev.roomjar.media.ice.IceFixture.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.ice.IceResult.Discard;
import dev.roomjar.media.ice.IceResult.Reason;
import dev.roomjar.media.stun.StunAttribute.ErrorCode;
import dev.roomjar.media.stun.StunAttribute.IceControlled;
import dev.roomjar.media.stun.StunAttribute.Username;
import dev.roomjar.media.stun.StunClass;
import dev.roomjar.media.stun.StunWriter;
import dev.roomjar.media.stun.TransactionId;
import dev.roomjar.media.testing.ConnectivityChecks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Which checks an agent answers, and how. */
final class IceChecksTest {
    private final IceFixture ice = new IceFixture();

    @Test
    void aCheckIsAnsweredWithTheAddressItCameFrom() {
        IceResult.Reply reply = ice.check(WIFI, START);

        assertThat(reply.to()).isEqualTo(WIFI);
        assertThat(ice.checks.mappedAddress(reply.bytes(), 0, reply.bytes().length))
                .isEqualTo(WIFI.toSocketAddress());
    }

    @Test
    void anIpv6AddressIsAnsweredToo() {
        TransportAddress address = new TransportAddress(0x20010db800000000L, 1, 9);

        IceResult.Reply reply = ice.check(address, START);

        assertThat(ice.checks.mappedAddress(reply.bytes(), 0, reply.bytes().length))
                .isEqualTo(address.toSocketAddress());
    }

    @Test
    void aCheckForAnotherAgentGetsNoAnswer() {
        IceCredentials another = IceCredentials.random(ice.random);
        byte[] check = new ConnectivityChecks(ice.client, another, ice.random).check(true);

        assertThat(ice.receive(check, WIFI, START)).isEqualTo(new Discard(Reason.UNKNOWN_USER));
    }

    @Test
    void aCheckOfAnotherPeerGetsNoAnswer() {
        IceCredentials stranger = IceCredentials.random(ice.random);
        byte[] check = new ConnectivityChecks(stranger, ice.server, ice.random).check(true);

        assertThat(ice.receive(check, WIFI, START)).isEqualTo(new Discard(Reason.UNKNOWN_USER));
    }

    @Test
    void aCheckBeforeThePeersAnswerIsAccepted() {
        IceLiteAgent agent = new IceLiteAgent(ice.server, IceTimings.DEFAULT);
        byte[] check = ice.checks.check(true);

        assertThat(agent.handle(check, 0, check.length, WIFI, START)).isInstanceOf(IceResult.Reply.class);
        assertThat(agent.selected()).isEqualTo(WIFI);
    }

    @Test
    void aWrongPasswordChangesNothingAndIsToldSoOncePerSecond() {
        byte[] forged = forgedCheck();

        IceResult.Reply first = ice.replyTo(forged, WIFI, START);
        assertThat(parsed(first).find(ErrorCode.class)).map(ErrorCode::code).contains(401);
        assertThat(first.bytes().length).isLessThanOrEqualTo(forged.length);
        assertThat(ice.receive(forged, CELLULAR, START + SECOND - 1)).isEqualTo(new Discard(Reason.NOT_AUTHENTIC));
        assertThat(ice.receive(forged, WIFI, START + SECOND)).isInstanceOf(IceResult.Reply.class);

        assertThat(ice.agent.selected()).isNull();
        assertThat(ice.agent.state(START)).isEqualTo(IceState.WAITING);
    }

    @Test
    void aCheckWithoutIntegrityIsABadRequest() {
        byte[] bare =
                StunWriter.request(new TransactionId(0, 0)).add(username()).bytes(null);

        assertThat(parsed(ice.replyTo(bare, WIFI, START)).find(ErrorCode.class))
                .map(ErrorCode::code)
                .contains(400);
        assertThat(ice.agent.knows(WIFI)).isFalse();
    }

    @Test
    void aPeerThatBelievesToBeControlledHasToSwitch() {
        byte[] check = StunWriter.request(new TransactionId(0, 0))
                .add(username())
                .add(new IceControlled(1))
                .bytes(ice.server.pwd());

        IceResult.Reply reply = ice.replyTo(check, WIFI, START);

        assertThat(parsed(reply).find(ErrorCode.class)).map(ErrorCode::code).contains(487);
        assertThat(parsed(reply).isAuthentic(ice.server.pwd())).isTrue();
        assertThat(ice.agent.selected()).isNull();
    }

    @Test
    void anUnknownAttributeThatMustBeUnderstoodIsNamed() {
        byte[] plain =
                StunWriter.request(new TransactionId(0, 0)).add(username()).bytes(null);
        byte[] check = withIntegrity(ByteBuffer.allocate(plain.length - 8 + 4)
                .put(plain, 0, plain.length - 8)
                .putInt(0x7001_0000)
                .array());

        IceResult.Reply reply = ice.replyTo(check, WIFI, START);

        assertThat(parsed(reply).find(ErrorCode.class)).map(ErrorCode::code).contains(420);
        assertThat(ice.agent.selected()).isNull();
    }

    @Test
    void indicationsAndResponsesGetNoAnswer() {
        byte[] indication = StunWriter.indication(new TransactionId(0, 0)).bytes(ice.server.pwd());
        byte[] response = ice.check(WIFI, START).bytes();

        assertThat(ice.receive(indication, WIFI, START)).isEqualTo(new Discard(Reason.NOT_A_CHECK));
        assertThat(ice.receive(response, WIFI, START)).isEqualTo(new Discard(Reason.NOT_A_CHECK));
    }

    @Test
    void noAnswerIsLargerThanAnyHonestCheck() {
        byte[] check = ice.checks.check(false);

        IceResult.Reply reply = ice.replyTo(check, new TransportAddress(1, 2, 3), START);

        assertThat(parsed(reply).type()).isEqualTo(StunClass.SUCCESS);
        assertThat(reply.bytes().length).isLessThanOrEqualTo(check.length);
    }

    private Username username() {
        return new Username(ice.server.ufrag() + ":" + ice.client.ufrag());
    }

    private byte[] forgedCheck() {
        IceCredentials guess = new IceCredentials(ice.server.ufrag(), "guessedguessedguessed222");
        return new ConnectivityChecks(ice.client, guess, ice.random).check(true);
    }

    /** Signs a message whose attributes stand in it but whose length field does not tell yet. */
    private byte[] withIntegrity(byte[] message) {
        byte[] key = ice.server.pwd().getBytes(StandardCharsets.US_ASCII);
        byte[] sized = Arrays.copyOf(message, message.length + 24);
        ByteBuffer.wrap(sized).putShort(2, (short) (sized.length - 20));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            mac.update(sized, 0, message.length);
            ByteBuffer.wrap(sized).position(message.length).putInt(0x0008_0014).put(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return sized;
    }
}
