package dev.roomjar.liveview.channel;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a request comes from a page we rendered: the page knows a token of the secret in its visitor's session, which other
 * sites can make the browser send but cannot read. Each token is the secret masked anew, so that compression of pages does not
 * betray it (BREACH).
 */
public final class Csrf {
    private static final int SECRET_BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Csrf() {}

    /** A secret for a new session. */
    public static String newSecret() {
        return ENCODER.encodeToString(random());
    }

    /** A token of a secret; each call gives another that is as good. */
    public static String token(String secret) {
        byte[] mask = random();
        byte[] masked = xor(Base64.getUrlDecoder().decode(secret), mask);
        return ENCODER.encodeToString(mask) + ENCODER.encodeToString(masked);
    }

    /** Whether somebody who knows the secret made this token. */
    public static boolean matches(String secret, @Nullable String token) {
        if (token == null || token.length() != 2 * secret.length()) {
            return false;
        }
        try {
            var decoder = Base64.getUrlDecoder();
            byte[] mask = decoder.decode(token.substring(0, secret.length()));
            byte[] masked = decoder.decode(token.substring(secret.length()));
            return MessageDigest.isEqual(decoder.decode(secret), xor(masked, mask));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] xor(byte[] text, byte[] mask) {
        byte[] result = new byte[mask.length];
        for (int i = 0; i < result.length && i < text.length; i++) {
            result[i] = (byte) (text[i] ^ mask[i]);
        }
        return result;
    }
}
