package dev.roomjar.media.turn;

import static dev.roomjar.media.turn.TurnFixture.attribute;
import static dev.roomjar.media.turn.TurnFixture.code;
import static dev.roomjar.media.turn.TurnFixture.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.stun.LongTermKey;
import dev.roomjar.media.stun.StunAttribute.Nonce;
import dev.roomjar.media.stun.StunAttribute.PasswordAlgorithm;
import dev.roomjar.media.stun.StunAttribute.PasswordAlgorithms;
import dev.roomjar.media.stun.StunAttribute.Realm;
import dev.roomjar.media.stun.StunAttribute.RequestedTransport;
import dev.roomjar.media.stun.StunAttribute.Username;
import dev.roomjar.media.stun.StunClass;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunMethod;
import dev.roomjar.media.stun.StunWriter;
import dev.roomjar.media.stun.TransactionId;
import dev.roomjar.media.turn.TurnResult.Discard;
import dev.roomjar.media.turn.TurnResult.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnAuthenticationTest {
    private static final RequestedTransport UDP = new RequestedTransport(RequestedTransport.UDP);
    private static final PasswordAlgorithms OFFERED = new PasswordAlgorithms(List.of(2, 1));

    private final TurnFixture turn = new TurnFixture();
    private final TurnClient client = turn.client("198.51.100.1", 1000);

    @Test
    void aStrangerIsToldRealmAndNonce() {
        byte[] request = client.plain(StunMethod.ALLOCATE, UDP);
        byte[] reply = client.reply(request);

        assertThat(code(parsed(reply))).isEqualTo(401);
        assertThat(attribute(parsed(reply), Realm.class).value()).isEqualTo("roomjar");
        assertThat(attribute(parsed(reply), Nonce.class).value()).startsWith("obMatJos2AAAB");
        assertThat(attribute(parsed(reply), PasswordAlgorithms.class)).isEqualTo(OFFERED);
        assertThat(parsed(reply).hasIntegrity()).isFalse();
        assertThat(turn.count(MediaCounter.TURN_UNAUTHENTICATED)).isOne();
        assertThat(turn.sockets).isEmpty();
    }

    @Test
    void aReplyToAStrangerIsSmall() {
        byte[] request = client.plain(StunMethod.ALLOCATE, UDP);

        assertThat(request).hasSize(28);
        // What a forged address buys on the wire: 28 bytes of IP and UDP header go with each.
        assertThat((client.reply(request).length + 28.0) / (request.length + 28.0))
                .isLessThan(2.2);
    }

    @Test
    void strangersAreAnsweredAtALimitedRate() {
        int answered = 0;
        for (int i = 0; i < 1000; i++) {
            if (!(client.send(client.plain(StunMethod.ALLOCATE, UDP)) instanceof Discard)) {
                answered++;
            }
        }
        assertThat(answered).isEqualTo(300);
        assertThat(client.send(client.plain(StunMethod.ALLOCATE, UDP))).isEqualTo(new Discard(Reason.RATE_LIMITED));
        assertThat(turn.count(MediaCounter.TURN_DISCARDED_RATE_LIMITED)).isEqualTo(701);

        TurnClient other = turn.client("198.51.100.2", 1000);
        assertThat(code(parsed(other.reply(other.plain(StunMethod.ALLOCATE, UDP)))))
                .isEqualTo(401);
        turn.pass(Duration.ofSeconds(1));
        assertThat(code(parsed(client.reply(client.plain(StunMethod.ALLOCATE, UDP)))))
                .isEqualTo(401);
    }

    @Test
    void strangersOfManyAddressesAreLimitedTogether() {
        int answered = 0;
        for (int i = 0; i < 5000; i++) {
            TurnClient forged = turn.client("10.0." + i / 250 + "." + i % 250, 1000);
            if (!(forged.send(forged.plain(StunMethod.ALLOCATE, UDP)) instanceof Discard)) {
                answered++;
            }
        }
        assertThat(answered).isEqualTo(2000);
    }

    @Test
    void bindingsOfStrangersCountAsWell() {
        for (int i = 0; i < 300; i++) {
            assertThat(client.send(client.plain(StunMethod.BINDING))).isNotInstanceOf(Discard.class);
        }
        assertThat(client.send(client.plain(StunMethod.BINDING))).isEqualTo(new Discard(Reason.RATE_LIMITED));
    }

    @Test
    void aGoodCredentialIsProven() {
        StunMessage reply = client.introduced().ask(StunMethod.ALLOCATE, UDP);

        assertThat(reply.type()).isEqualTo(StunClass.SUCCESS);
        assertThat(reply.isAuthentic(client.key(LongTermKey.MD5))).isTrue();
    }

    @Test
    void integrityBySha256IsAnsweredAlike() {
        client.introduced();
        for (LongTermKey algorithm : LongTermKey.values()) {
            byte[] request = client.requestBySha256(
                    algorithm, StunMethod.REFRESH, OFFERED, new PasswordAlgorithm(algorithm.number()));
            StunMessage reply = parsed(client.reply(request));

            assertThat(code(reply)).isEqualTo(437);
            assertThat(reply.hasIntegrity()).isFalse();
            assertThat(reply.isAuthenticBySha256(client.key(algorithm))).isTrue();
        }
    }

    @Test
    void aBidDownOfPasswordAlgorithmsIsNoticed() {
        client.introduced();

        assertThat(code(parsed(client.reply(client.requestBySha256(
                        LongTermKey.MD5,
                        StunMethod.REFRESH,
                        new PasswordAlgorithms(List.of(1)),
                        new PasswordAlgorithm(1))))))
                .isEqualTo(400);
        assertThat(code(parsed(client.reply(
                        client.requestBySha256(LongTermKey.MD5, StunMethod.REFRESH, new PasswordAlgorithm(1))))))
                .isEqualTo(400);
        assertThat(code(parsed(client.reply(client.requestBySha256(
                        LongTermKey.MD5, StunMethod.REFRESH, OFFERED, new PasswordAlgorithm(3))))))
                .isEqualTo(400);
    }

    @Test
    void aRequestWithHalfACredentialIsBad() {
        byte[] request = StunWriter.of(StunMethod.ALLOCATE, StunClass.REQUEST, new TransactionId(1, 2))
                .add(UDP)
                .add(new Username("1:a"))
                .signedBytes(new byte[16]);

        StunMessage reply = parsed(client.reply(request));
        assertThat(code(reply)).isEqualTo(400);
        assertThat(reply.has(Nonce.class)).isFalse();
    }

    @Test
    void aWrongPasswordIsRefusedWithANewNonce() {
        TurnCredentials good = TurnCredentials.expiring(TurnFixture.SECRET, "alice", TurnFixture.START.plusSeconds(60));
        TurnClient wrong = client.introduced().as(new TurnCredentials(good.username(), "guess"));

        StunMessage reply = wrong.ask(StunMethod.ALLOCATE, UDP);
        assertThat(code(reply)).isEqualTo(401);
        assertThat(reply.has(Nonce.class)).isTrue();
        assertThat(code(client.as(good).ask(StunMethod.ALLOCATE, UDP))).isZero();
    }

    @Test
    void anExpiredCredentialOpensNothing() {
        TurnCredentials brief =
                TurnCredentials.expiring(TurnFixture.SECRET, "alice", TurnFixture.START.plusSeconds(60));
        TurnClient late = client.introduced().as(brief);
        turn.pass(Duration.ofMinutes(1));

        assertThat(code(late.ask(StunMethod.ALLOCATE, UDP))).isEqualTo(401);
    }

    @Test
    void anAllocationOutlivesItsCredential() {
        TurnCredentials brief =
                TurnCredentials.expiring(TurnFixture.SECRET, "alice", TurnFixture.START.plusSeconds(60));
        TurnClient caller = client.introduced().as(brief).allocated();
        turn.pass(Duration.ofMinutes(2));

        assertThat(code(caller.refresh(600))).isZero();
    }

    @Test
    void aUserNameWithoutAnEndIsRefused() {
        String username = "alice";
        TurnCredentials endless = new TurnCredentials(username, TurnCredentials.password(TurnFixture.SECRET, username));

        assertThat(code(client.introduced().as(endless).ask(StunMethod.ALLOCATE, UDP)))
                .isEqualTo(401);
    }

    @Test
    void anOldNonceIsStale() {
        client.introduced();
        turn.pass(Duration.ofMinutes(61));

        StunMessage reply = client.ask(StunMethod.ALLOCATE, UDP);
        assertThat(code(reply)).isEqualTo(438);
        assertThat(reply.has(Nonce.class)).isTrue();
        assertThat(code(client.introduced().ask(StunMethod.ALLOCATE, UDP))).isZero();
    }

    @Test
    void aNonceOfAnotherAddressIsStale() {
        client.introduced();
        byte[] request = client.request(StunMethod.ALLOCATE, UDP);
        TurnClient thief = turn.client("198.51.100.9", 1000);

        assertThat(code(parsed(thief.reply(request)))).isEqualTo(438);
    }

    @Test
    void indicationsAreNeverAnswered() {
        byte[] indication = StunWriter.of(StunMethod.BINDING, StunClass.INDICATION, new TransactionId(1, 2))
                .plainBytes();

        assertThat(client.send(indication)).isEqualTo(new Discard(Reason.UNEXPECTED));
    }
}
