package dev.roomjar.opentok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.opentok.ForeignToken.Check;
import dev.roomjar.opentok.ForeignToken.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForeignTokenTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String SECRET = "a shared secret of thirty-two bytes at least";
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final VerificationKey KEY = new VerificationKey.Secret(bytes(SECRET));
    private static final KeyPair RSA = pair("RSA", null);
    private static final KeyPair EC = pair("EC", "secp256r1");

    /** Made with {@code openssl req -x509}; good for a hundred years. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBiDCCAS+gAwIBAgIUJtTQQSEyKiR5hnVwk8JGtERQsAEwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOc2Nob29sLmV4YW1wbGUwIBcNMjYxMTIyMDA0MTI4WhgPMjEy
            NjEwMjkwMDQxMjhaMBkxFzAVBgNVBAMMDnNjaG9vbC5leGFtcGxlMFkwEwYHKoZI
            zj0CAQYIKoZIzj0DAQcDQgAENAcdqB4RnXJ8ZSqvi2Dhzy1nyS/8nqvQ7SbY8skD
            ++T6iK75rGGaTGYqhz1Tb1OcqKmGXwoj+sjYsLOYS8//UqNTMFEwHQYDVR0OBBYE
            FBGEk/01UaQzv0jtFI4wi0XSAStnMB8GA1UdIwQYMBaAFBGEk/01UaQzv0jtFI4w
            i0XSAStnMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgN730iR8s
            HsL0sdNcDH0LeC/pUPSFd0P+n0Am0LDGgHACIH+xNiph4xTkv0Hc64IV2LwBBOFN
            Jgr+JYocuUIVdLrc
            -----END CERTIFICATE-----
            """;

    /** The key of the certificate. */
    private static final String ITS_KEY = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAENAcdqB4RnXJ8ZSqvi2Dhzy1nyS/8
            nqvQ7SbY8skD++T6iK75rGGaTGYqhz1Tb1OcqKmGXwoj+sjYsLOYS8//Ug==
            -----END PUBLIC KEY-----
            """;

    private static ForeignToken.Expectation expecting(VerificationKey... keys) {
        return new ForeignToken.Expectation(List.of(keys), "school", "rooms", Duration.ofHours(24));
    }

    private static String claims(String more) {
        return "{\"iss\":\"school\",\"aud\":\"rooms\"" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private static String good() {
        return claims("\"name\":\"Zoë\",\"exp\":" + (NOW.getEpochSecond() + 60));
    }

    private static Check check(String claims) {
        return ForeignToken.verify(expecting(KEY), Jwt.signed(HS256, claims, SECRET), NOW);
    }

    private static void assertRefused(Check check, Reason reason) {
        assertThat(check).isEqualTo(new Check.Refused(reason));
    }

    @Test
    void aGenuineOneGivesItsClaims() {
        assertThat(check(good())).isInstanceOfSatisfying(Check.Accepted.class, accepted -> {
            assertThat(accepted.token().text("name")).contains("Zoë");
            assertThat(accepted.token().text("exp")).isEmpty();
            assertThat(accepted.token().expires()).isEqualTo(NOW.plusSeconds(60));
        });
    }

    @Test
    void eachKindOfKeyTakesItsOwnAlgorithm() throws GeneralSecurityException {
        var rsa = new VerificationKey.Rsa((RSAPublicKey) RSA.getPublic());
        var ec = new VerificationKey.Ec((ECPublicKey) EC.getPublic());
        String rs256 = signed("RS256", "SHA256withRSA", RSA.getPrivate());
        String es256 = signed("ES256", "SHA256withECDSAinP1363Format", EC.getPrivate());

        assertThat(ForeignToken.verify(expecting(rsa), rs256, NOW)).isInstanceOf(Check.Accepted.class);
        assertThat(ForeignToken.verify(expecting(ec), es256, NOW)).isInstanceOf(Check.Accepted.class);
        assertThat(ForeignToken.verify(expecting(KEY, ec, rsa), rs256, NOW)).isInstanceOf(Check.Accepted.class);
        assertRefused(ForeignToken.verify(expecting(KEY), rs256, NOW), Reason.WRONG_ALGORITHM);
        assertRefused(ForeignToken.verify(expecting(ec), rs256, NOW), Reason.WRONG_ALGORITHM);
        assertRefused(
                ForeignToken.verify(expecting(ec), signed("ES256", "SHA256withECDSA", EC.getPrivate()), NOW),
                Reason.BAD_SIGNATURE);
    }

    @Test
    void whileKeysChangeTheOldAndTheNewAreTaken() throws GeneralSecurityException {
        KeyPair next = pair("EC", "secp256r1");
        var before = new VerificationKey.Ec((ECPublicKey) EC.getPublic());
        var after = new VerificationKey.Ec((ECPublicKey) next.getPublic());
        ForeignToken.Expectation both = expecting(before, after);
        String es256 = "SHA256withECDSAinP1363Format";

        assertThat(ForeignToken.verify(both, signed("ES256", es256, EC.getPrivate()), NOW))
                .isInstanceOf(Check.Accepted.class);
        assertThat(ForeignToken.verify(both, signed("ES256", es256, next.getPrivate()), NOW))
                .isInstanceOf(Check.Accepted.class);
        assertRefused(
                ForeignToken.verify(expecting(after), signed("ES256", es256, EC.getPrivate()), NOW),
                Reason.BAD_SIGNATURE);
    }

    @Test
    void aCertificateIsAsGoodAsItsKey() {
        assertThat(VerificationKey.ofPem(CERTIFICATE)).isEqualTo(VerificationKey.ofPem(ITS_KEY));
        assertThatThrownBy(() -> VerificationKey.ofPem(CERTIFICATE.replace("MIIB", "MIIC")))
                .hasMessageContaining("certificate");
    }

    @Test
    void aPublicKeyIsNoSecret() {
        var rsa = new VerificationKey.Rsa((RSAPublicKey) RSA.getPublic());
        for (String secret : List.of(pem(RSA.getPublic()), pem(RSA.getPublic()) + "\n")) {
            assertRefused(
                    ForeignToken.verify(expecting(rsa), Jwt.signed(HS256, good(), secret), NOW),
                    Reason.WRONG_ALGORITHM);
            assertRefused(
                    ForeignToken.verify(expecting(rsa), Jwt.signed("{\"alg\":\"RS256\"}", good(), secret), NOW),
                    Reason.BAD_SIGNATURE);
        }
    }

    @Test
    void nobodyElseSigns() {
        assertRefused(
                ForeignToken.verify(expecting(KEY), Jwt.signed(HS256, good(), SECRET + "!"), NOW),
                Reason.BAD_SIGNATURE);
        String genuine = Jwt.signed(HS256, good(), SECRET);
        String changed = genuine.replaceFirst("\\.[^.]+\\.", "." + Jwt.base64(claims("\"exp\":1800000001")) + ".");
        assertRefused(ForeignToken.verify(expecting(KEY), changed, NOW), Reason.BAD_SIGNATURE);
        for (String none : List.of("none", "None", "NONE", "nOnE", "", "HS512", "hs256")) {
            String unsigned = Jwt.base64("{\"alg\":\"" + none + "\"}") + "." + Jwt.base64(good()) + ".";
            assertRefused(ForeignToken.verify(expecting(KEY), unsigned, NOW), Reason.WRONG_ALGORITHM);
        }
        assertRefused(
                ForeignToken.verify(expecting(KEY), Jwt.base64(HS256) + "." + Jwt.base64(good()) + ".", NOW),
                Reason.BAD_SIGNATURE);
    }

    @Test
    void itIsForUsAndFromThem() {
        long soon = NOW.getEpochSecond() + 60;
        assertRefused(check("{\"iss\":\"other\",\"aud\":\"rooms\",\"exp\":" + soon + "}"), Reason.WRONG_ISSUER);
        assertRefused(check("{\"aud\":\"rooms\",\"exp\":" + soon + "}"), Reason.WRONG_ISSUER);
        assertRefused(check("{\"iss\":\"school\",\"aud\":\"mail\",\"exp\":" + soon + "}"), Reason.WRONG_AUDIENCE);
        assertRefused(check("{\"iss\":\"school\",\"exp\":" + soon + "}"), Reason.WRONG_AUDIENCE);
        assertThat(check("{\"iss\":\"school\",\"aud\":[\"mail\",\"rooms\"],\"exp\":" + soon + "}"))
                .isInstanceOf(Check.Accepted.class);
        var noneAsked = new ForeignToken.Expectation(List.of(KEY), null, null, Duration.ofHours(1));
        assertRefused(ForeignToken.verify(noneAsked, Jwt.signed(HS256, good(), SECRET), NOW), Reason.WRONG_AUDIENCE);
        assertThat(ForeignToken.verify(noneAsked, Jwt.signed(HS256, "{\"exp\":" + soon + "}", SECRET), NOW))
                .isInstanceOf(Check.Accepted.class);
    }

    @Test
    void itIsGoodForATimeThatItNames() {
        long now = NOW.getEpochSecond();
        assertRefused(check(claims("")), Reason.ENDLESS);
        assertThat(check(claims("\"exp\":" + (now - 29)))).isInstanceOf(Check.Accepted.class);
        assertRefused(check(claims("\"exp\":" + (now - 30))), Reason.EXPIRED);
        assertThat(check(claims("\"exp\":" + (now + 86_430)))).isInstanceOf(Check.Accepted.class);
        assertRefused(check(claims("\"exp\":" + (now + 86_431))), Reason.TOO_LONG_LIVED);
        assertRefused(check(claims("\"exp\":" + (now + 60) + ",\"nbf\":" + (now + 31))), Reason.NOT_YET_GOOD);
        assertThat(check(claims("\"exp\":" + (now + 60) + ",\"nbf\":" + (now + 30))))
                .isInstanceOf(Check.Accepted.class);
        for (String odd : List.of("\"1900000000\"", "-1", "1e300", "true", "[]", "null", "99999999999999999999")) {
            assertRefused(check(claims("\"exp\":" + odd)), Reason.MALFORMED);
        }
    }

    @Test
    void nonsenseIsRefusedAndNothingThrows() {
        for (String text : List.of(
                "",
                ".",
                "..",
                "a.b.c",
                "x".repeat(100_000),
                Jwt.signed(HS256, claims("\"exp\":1800000060,\"pad\":\"" + "x".repeat(5_000) + "\""), SECRET),
                Jwt.signed("[]", good(), SECRET),
                Jwt.signed(HS256, "7", SECRET),
                Jwt.signed("{\"alg\":\"HS256\",\"crit\":[\"b64\"]}", good(), SECRET),
                Jwt.signed(HS256, claims("\"exp\":1800000060,\"exp\":1900000060"), SECRET))) {
            assertRefused(ForeignToken.verify(expecting(KEY), text, NOW), Reason.MALFORMED);
        }
    }

    @Test
    void keysThatAreTooWeakOrUnknownAreRefusedWithWords() {
        assertThatThrownBy(() -> new VerificationKey.Secret(bytes("too short"))).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> VerificationKey.ofPem("no key")).hasMessageContaining("BEGIN PUBLIC KEY");
        assertThatThrownBy(
                        () -> VerificationKey.ofPem(pem(pair("EC", "secp384r1").getPublic())))
                .hasMessageContaining("P-256");
        assertThatThrownBy(() -> VerificationKey.ofPem(pem(pair("Ed25519", null).getPublic())))
                .hasMessageContaining("RSA (RS256)");
        assertThat(VerificationKey.ofPem(pem(EC.getPublic())).algorithm()).isEqualTo("ES256");
        assertThat(VerificationKey.ofPem("Subject: us\n" + pem(RSA.getPublic())).algorithm())
                .isEqualTo("RS256");
        assertThat(KEY.toString()).doesNotContain("shared");
    }

    private static String signed(String algorithm, String javaName, PrivateKey key) throws GeneralSecurityException {
        String text = Jwt.base64("{\"alg\":\"" + algorithm + "\"}") + "." + Jwt.base64(good());
        Signature signature = Signature.getInstance(javaName);
        signature.initSign(key);
        signature.update(bytes(text));
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static KeyPair pair(String algorithm, @Nullable String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (curve != null) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
