package dev.roomjar.opentok;

import static dev.roomjar.opentok.Fixtures.EX_OPENTOK_TIME;
import static dev.roomjar.opentok.Fixtures.NODE_TIME;
import static dev.roomjar.opentok.Fixtures.PROJECT;
import static dev.roomjar.opentok.Fixtures.SESSION;
import static dev.roomjar.opentok.Fixtures.accepted;
import static dev.roomjar.opentok.Fixtures.bytes;
import static dev.roomjar.opentok.Fixtures.refused;
import static dev.roomjar.opentok.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TokenDialectsTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void theJwtOfTheNodeSdkIsRead() {
        assertThat(accepted(PROJECT, token("node-jwt"), NODE_TIME)).satisfies(token -> {
            assertThat(token.sessionId()).isEqualTo(SESSION);
            assertThat(token.role()).isEqualTo(Role.MODERATOR);
            assertThat(token.data()).isEqualTo("name=Zoë & co");
            assertThat(token.initialLayoutClassList()).containsExactly("focus", "wide");
        });
        assertThat(accepted(PROJECT, token("node-jwt-defaults"), NODE_TIME)).satisfies(token -> {
            assertThat(token.role()).isEqualTo(Role.PUBLISHER);
            assertThat(token.data()).isEmpty();
            assertThat(token.initialLayoutClassList()).isEmpty();
        });
    }

    @Test
    void theLegacyTokenOfTheNodeSdkIsRead() {
        assertThat(accepted(PROJECT, token("node-t1"), NODE_TIME)).satisfies(token -> {
            assertThat(token.sessionId()).isEqualTo(SESSION);
            assertThat(token.role()).isEqualTo(Role.SUBSCRIBER);
            assertThat(token.data()).isEqualTo("name=Zoë & co");
            assertThat(token.initialLayoutClassList()).containsExactly("focus");
        });
    }

    @Test
    void theTokenOfExOpentokIsReadWithoutItsUnsignedExpiry() {
        Token token = accepted(PROJECT, token("ex_opentok"), EX_OPENTOK_TIME.plusSeconds(100));
        assertThat(token.role()).isEqualTo(Role.PUBLISHER);
        assertThat(token.expires()).isEqualTo(EX_OPENTOK_TIME.plus(DAY));
        assertThat(refused(
                        PROJECT, token("ex_opentok"), EX_OPENTOK_TIME.plus(DAY).plusSeconds(31)))
                .isEqualTo(TokenCheck.Reason.EXPIRED);
    }

    @Test
    void aLegacyTokenInTheUrlSafeAlphabetWithPlusForSpaceIsRead() {
        String data = "create_time=" + NODE_TIME.getEpochSecond() + "&session_id=" + SESSION
                + "&role=publisher&connection_data=a+b%3E%3F%C3%BF%3F%3E";
        String sig = HexFormat.of().formatHex(Signatures.hmacSha1(PROJECT.secret(), bytes(data)));
        String token =
                "T1==" + Base64.getUrlEncoder().encodeToString(bytes("sig=" + sig + "&partner_id=12345678:" + data));
        assertThat(accepted(PROJECT, token, NODE_TIME).data()).isEqualTo("a b>?ÿ?>");
    }

    @Test
    void aJwtOfTheRubySdkWithoutExpiryLivesADay() {
        String token = Jwt.signed(
                "{\"ist\":\"project\",\"alg\":\"HS256\"}",
                "{\"iss\":\"12345678\",\"session_id\":\"" + SESSION + "\",\"role\":\"publisher\","
                        + "\"scope\":\"session.connect\",\"create_time\":" + NODE_TIME.getEpochSecond() + "}",
                PROJECT.secret());
        assertThat(accepted(PROJECT, token, NODE_TIME).expires()).isEqualTo(NODE_TIME.plus(DAY));
    }

    @Test
    void aTokenNeverLivesLongerThanThirtyDays() {
        String token = Jwt.signed(
                "{\"alg\":\"HS256\"}",
                "{\"iss\":\"12345678\",\"session_id\":\"" + SESSION + "\",\"exp\":9999999999,\"iat\":"
                        + NODE_TIME.getEpochSecond() + "}",
                PROJECT.secret());
        assertThat(accepted(PROJECT, token, NODE_TIME).expires()).isEqualTo(NODE_TIME.plus(Duration.ofDays(30)));
    }

    @Test
    void aTokenOfTheUnifiedApiIsReadWithItsApplicationsKey() throws GeneralSecurityException {
        KeyPair keys = rsaKeys();
        String id = "11111111-2222-3333-4444-555555555555";
        Project project = PROJECT.with(new Application(id, (RSAPublicKey) keys.getPublic()));
        String sessionId = "2_" + Jwt.base64("2~" + id + "~127.0.0.1~1700000000000~random~~");
        String token = unified(keys, id, sessionId);
        assertThat(accepted(project, token, NODE_TIME).role()).isEqualTo(Role.SUBSCRIBER);
        assertThat(refused(PROJECT, token, NODE_TIME)).isEqualTo(TokenCheck.Reason.WRONG_KEY);
        assertThat(refused(project, unified(rsaKeys(), id, sessionId), NODE_TIME))
                .isEqualTo(TokenCheck.Reason.BAD_SIGNATURE);
    }

    @Test
    void clocksMayDifferByHalfAMinute() {
        Instant end = accepted(PROJECT, token("node-jwt"), NODE_TIME).expires();
        assertThat(Token.verify(PROJECT, token("node-jwt"), end.plusSeconds(29)))
                .isInstanceOf(TokenCheck.Accepted.class);
        assertThat(refused(PROJECT, token("node-jwt"), end.plusSeconds(31))).isEqualTo(TokenCheck.Reason.EXPIRED);
        assertThat(Token.verify(PROJECT, token("node-jwt"), NODE_TIME.minusSeconds(28)))
                .isInstanceOf(TokenCheck.Accepted.class);
        assertThat(refused(PROJECT, token("node-jwt"), NODE_TIME.minusSeconds(60)))
                .isEqualTo(TokenCheck.Reason.MALFORMED);
    }

    private static KeyPair rsaKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String unified(KeyPair keys, String application, String sessionId) throws GeneralSecurityException {
        String signed = Jwt.base64("{\"typ\":\"JWT\",\"alg\":\"RS256\"}")
                + "."
                + Jwt.base64(
                        "{\"application_id\":\"" + application + "\",\"sub\":\"video\",\"scope\":\"session.connect\","
                                + "\"acl\":{\"paths\":{\"/session/**\":{}}},\"session_id\":\"" + sessionId
                                + "\",\"role\":\"subscriber\",\"exp\":"
                                + NODE_TIME.plus(DAY).getEpochSecond() + "}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(bytes(signed));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }
}
