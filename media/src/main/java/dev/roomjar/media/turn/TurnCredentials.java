package dev.roomjar.media.turn;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A user name with an end and its password, as whoever shares the secret with a TURN server can make and check them
 * (draft-uberti-behave-turn-rest-00 §2.2, understood by coturn and others): {@code <Unix seconds>:<id>} and the base64 of
 * the user name's HMAC-SHA1 under the secret.
 */
public record TurnCredentials(String username, String password) {

    /**
     * Credentials for somebody.
     *
     * @param secret shared with the TURN server
     * @param id whose they are: up to 400 printable ASCII characters without a colon
     * @param expires when they stop opening allocations, to the second
     */
    public static TurnCredentials expiring(String secret, String id, Instant expires) {
        String username = expires.getEpochSecond() + ":" + id;
        return new TurnCredentials(username, password(secret, username));
    }

    static String password(String secret, String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks HmacSHA1", e);
        }
    }

    /** When a user name expires; null where it is none of this scheme. */
    static @Nullable Instant expiry(String username) {
        int colon = username.indexOf(':');
        // Ten digits last until 2286; more would be no time that anybody means.
        if (colon < 1 || colon > 11) {
            return null;
        }
        long seconds = 0;
        for (int i = 0; i < colon; i++) {
            char digit = username.charAt(i);
            if (digit < '0' || digit > '9') {
                return null;
            }
            seconds = 10 * seconds + (digit - '0');
        }
        return Instant.ofEpochSecond(seconds);
    }

    /** Whose they are, apart from when they expire. */
    static String id(String username) {
        return username.substring(username.indexOf(':') + 1);
    }

    /** Without the password, which is nobody else's business. */
    @Override
    public String toString() {
        return "TurnCredentials[" + username + "]";
    }
}
