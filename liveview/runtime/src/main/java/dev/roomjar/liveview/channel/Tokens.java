package dev.roomjar.liveview.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs what browsers carry for us, so that they can read but not forge it: HMAC-SHA256 (RFC 2104) with one key per purpose,
 * each derived from the site's secret. A token is {@code base64url(seconds, payload).base64url(mac)}.
 *
 * <p>Immutable, may be used by all threads.
 */
public final class Tokens {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Map<Purpose, SecretKeySpec> keys = new EnumMap<>(Purpose.class);
    private final InstantSource clock;

    /** What a token is for: one of another purpose is a forgery. */
    public enum Purpose {
        /** Which view a page may join as. */
        VIEW(Duration.ofDays(14)),
        /** What the page's first HTML was rendered with. */
        STATIC(Duration.ofDays(14)),
        /** Messages on their way to the next page. */
        FLASH(Duration.ofMinutes(1)),
        /** The status of the error page to show after a reload. */
        RELOAD(Duration.ofMinutes(1)),
        /** The session cookie. */
        SESSION(Duration.ofDays(30));

        private final Duration maxAge;

        Purpose(Duration maxAge) {
            this.maxAge = maxAge;
        }

        /** How long a token is good for. */
        public Duration maxAge() {
            return maxAge;
        }
    }

    /**
     * Derives the keys.
     *
     * @param secret from a secure source
     * @param clock tells the age of tokens
     */
    public Tokens(byte[] secret, InstantSource clock) {
        this.clock = clock;
        var master = new SecretKeySpec(secret, "HmacSHA256");
        for (Purpose purpose : Purpose.values()) {
            byte[] label = ("roomjar liveview " + purpose).getBytes(StandardCharsets.UTF_8);
            keys.put(purpose, new SecretKeySpec(mac(master, label), "HmacSHA256"));
        }
    }

    /** A token that holds a text. */
    public String sign(Purpose purpose, String payload) {
        byte[] text = payload.getBytes(StandardCharsets.UTF_8);
        byte[] signed = ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(clock.instant().getEpochSecond())
                .put(text)
                .array();
        return ENCODER.encodeToString(signed) + "." + ENCODER.encodeToString(mac(key(purpose), signed));
    }

    /** The text of a token that we signed for this purpose and that is not too old; else nothing. */
    public Optional<String> verify(Purpose purpose, @Nullable String token) {
        if (token == null || token.length() > Limits.TOKEN_LENGTH) {
            return Optional.empty();
        }
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        byte[] signed;
        byte[] mac;
        try {
            signed = DECODER.decode(token.substring(0, dot));
            mac = DECODER.decode(token.substring(dot + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (signed.length < Long.BYTES || !MessageDigest.isEqual(mac, mac(key(purpose), signed))) {
            return Optional.empty();
        }
        long age = clock.instant().getEpochSecond() - ByteBuffer.wrap(signed).getLong();
        return age > purpose.maxAge().toSeconds()
                ? Optional.empty()
                : Optional.of(new String(signed, Long.BYTES, signed.length - Long.BYTES, StandardCharsets.UTF_8));
    }

    private SecretKeySpec key(Purpose purpose) {
        var key = keys.get(purpose);
        if (key == null) {
            throw new AssertionError(purpose);
        }
        return key;
    }

    private static byte[] mac(SecretKeySpec key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
