package dev.roomjar.opentok;

import static dev.roomjar.opentok.Fixtures.NODE_TIME;
import static dev.roomjar.opentok.Fixtures.PROJECT;
import static dev.roomjar.opentok.Fixtures.SESSION;
import static dev.roomjar.opentok.Fixtures.refused;
import static dev.roomjar.opentok.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.opentok.TokenCheck.Reason;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileTokensTest {
    private static final String CLAIMS = "{\"iss\":\"12345678\",\"session_id\":\"" + SESSION
            + "\",\"role\":\"moderator\",\"iat\":" + NODE_TIME.getEpochSecond() + "}";

    @Test
    void aJwtWithoutASignatureIsRefused() {
        for (String algorithm : List.of("none", "None", "NONE", "")) {
            String token = Jwt.base64("{\"alg\":\"" + algorithm + "\"}") + "." + Jwt.base64(CLAIMS) + ".";
            assertThat(refused(PROJECT, token, NODE_TIME)).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void aJwtOfAnotherAlgorithmIsRefusedEvenWithTheRightSecret() {
        for (String algorithm : List.of("HS384", "HS512", "ES256", "hs256")) {
            String token = Jwt.signed("{\"alg\":\"" + algorithm + "\"}", CLAIMS, PROJECT.secret());
            assertThat(refused(PROJECT, token, NODE_TIME)).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void aPublicKeyDoesNotServeAsASecret() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
        Project project = PROJECT.with(new Application("app", key));
        String asSecret = Base64.getEncoder().encodeToString(key.getEncoded());
        String claims = CLAIMS.replace("{", "{\"application_id\":\"app\",");
        for (String algorithm : List.of("HS256", "RS256")) {
            String token = Jwt.signed("{\"alg\":\"" + algorithm + "\"}", claims, asSecret);
            assertThat(refused(project, token, NODE_TIME)).isEqualTo(Reason.BAD_SIGNATURE);
        }
    }

    @Test
    void aTokenSignedWithAnotherSecretIsRefused() {
        Project stranger = new Project(PROJECT.apiKey(), "f".repeat(40));
        for (String dialect : List.of("node-jwt", "node-t1")) {
            assertThat(refused(stranger, token(dialect), NODE_TIME)).isEqualTo(Reason.BAD_SIGNATURE);
        }
        assertThat(refused(stranger, token("ex_opentok"), Fixtures.EX_OPENTOK_TIME))
                .isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void aTokenOfAnotherApiKeyIsRefused() {
        Project stranger = new Project(87654321, PROJECT.secret());
        for (String dialect : List.of("node-jwt", "node-t1", "ex_opentok")) {
            assertThat(refused(stranger, token(dialect), NODE_TIME)).isEqualTo(Reason.WRONG_KEY);
        }
    }

    @Test
    void aSessionOfAnotherApiKeyIsRefusedThoughTheSignatureHolds() {
        SessionId foreign = SessionId.mint(new Project(87654321, PROJECT.secret()), NODE_TIME, Fixtures.random());
        String token =
                Jwt.signed("{\"alg\":\"HS256\"}", CLAIMS.replace(SESSION.value(), foreign.value()), PROJECT.secret());
        assertThat(refused(PROJECT, token, NODE_TIME)).isEqualTo(Reason.WRONG_KEY);
    }

    @Test
    void aTokenForTheRestApiOpensNoSession() {
        assertThat(refused(PROJECT, token("node-rest"), NODE_TIME)).isEqualTo(Reason.MALFORMED);
        String otherScope = CLAIMS.replace("{", "{\"scope\":\"project.admin\",");
        assertThat(refused(PROJECT, Jwt.signed("{\"alg\":\"HS256\"}", otherScope, PROJECT.secret()), NODE_TIME))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void anUnknownRoleIsRefused() {
        String token = Jwt.signed("{\"alg\":\"HS256\"}", CLAIMS.replace("moderator", "owner"), PROJECT.secret());
        assertThat(refused(PROJECT, token, NODE_TIME)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void connectionDataLongerThanAnySdkAllowsIsRefused() {
        String token = Jwt.signed(
                "{\"alg\":\"HS256\"}",
                CLAIMS.replace("{", "{\"connection_data\":\"" + "x".repeat(1025) + "\","),
                PROJECT.secret());
        assertThat(refused(PROJECT, token, NODE_TIME)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void noCutOfATokenIsAccepted() {
        for (String dialect : List.of("node-jwt", "node-t1", "ex_opentok")) {
            String token = token(dialect);
            for (int length = 0; length < token.length(); length++) {
                // Cutting the padding of base64 leaves the same bytes.
                if (token.substring(length).replace("=", "").isEmpty()) {
                    continue;
                }
                assertThat(Token.verify(PROJECT, token.substring(0, length), NODE_TIME))
                        .as("%s cut at %d", dialect, length)
                        .isInstanceOf(TokenCheck.Refused.class);
            }
        }
    }

    @Test
    void noChangedTokenIsAcceptedAsAnotherOne() {
        Random random = Fixtures.random();
        for (String dialect : List.of("node-jwt", "node-t1")) {
            String token = token(dialect);
            Token honest = Fixtures.accepted(PROJECT, token, NODE_TIME);
            for (int round = 0; round < 2000; round++) {
                StringBuilder changed = new StringBuilder(token);
                changed.setCharAt(random.nextInt(token.length()), (char) random.nextInt(32, 300));
                if (Token.verify(PROJECT, changed.toString(), NODE_TIME) instanceof TokenCheck.Accepted accepted) {
                    // Some characters of base64 carry bits that stand for nothing.
                    assertThat(accepted.token()).isEqualTo(honest);
                }
            }
        }
    }

    @Test
    void whateverTheTextNothingIsThrown() {
        List<String> texts = List.of(
                "",
                ".",
                "..",
                "...",
                "T1==",
                "T1==:",
                "T1==" + Jwt.base64(":"),
                "T1==" + Jwt.base64("partner_id=12345678&sig=zz:a=%zz"),
                "T1==" + Jwt.base64("partner_id=%zz&sig=00:a=b"),
                Jwt.base64("[]") + "." + Jwt.base64("null") + ".",
                Jwt.base64("{\"alg\":{}}") + "." + Jwt.base64("{}") + ".",
                Jwt.base64("[".repeat(5000)) + "." + Jwt.base64("{}") + ".",
                Jwt.signed(
                        "{\"alg\":\"HS256\"}", CLAIMS.replace("\"iat\":", "\"iat\":1e999,\"exp\":"), PROJECT.secret()),
                "\u0000\uD800.\uDFFF.é",
                "T1==" + "A".repeat(100_000),
                "x".repeat(10_000_000));
        for (String text : texts) {
            assertThat(Token.verify(PROJECT, text, NODE_TIME)).isNotNull();
        }
    }

    @Test
    void aTimeThatCannotBeIsNoTime() {
        for (String time : List.of("-1", "1e300", "99999999999999999999", "\"soon\"", "null", "[]")) {
            String token = Jwt.signed(
                    "{\"alg\":\"HS256\"}",
                    "{\"iss\":\"12345678\",\"session_id\":\"" + SESSION + "\",\"exp\":" + time + "}",
                    PROJECT.secret());
            assertThat(refused(PROJECT, token, NODE_TIME)).as(time).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void aRefusalNeverRepeatsTheToken() {
        TokenCheck check = Token.verify(PROJECT, token("node-jwt") + "x", NODE_TIME);
        assertThat(((TokenCheck.Refused) check).message()).doesNotContain("eyJ");
    }
}
