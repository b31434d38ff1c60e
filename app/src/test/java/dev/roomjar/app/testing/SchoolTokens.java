package dev.roomjar.app.testing;

import dev.roomjar.opentok.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A school's own system, which makes tokens for its people with nothing but the standard library. */
public final class SchoolTokens {
    public static final String SECRET = "a secret that the school and its rooms share";
    public static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private SchoolTokens() {}

    public static List<VerificationKey> keys() {
        return List.of(new VerificationKey.Secret(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of issuer school for audience rooms, good for a minute. */
    public static String token(String name, String room, String role, Instant now) {
        return signed(HS256, claims(name, room, role, now.getEpochSecond() + 60));
    }

    public static String claims(String name, String room, String role, long expires) {
        return """
                {"iss":"school","aud":"rooms","sub":"id of %s","name":"%s","room":"%s","role":"%s","exp":%d}\
                """.formatted(name, name, room, role, expires);
    }

    public static String signed(String header, String claims) {
        try {
            String text = base64(header) + "." + base64(claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return text + "." + BASE64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    public static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
