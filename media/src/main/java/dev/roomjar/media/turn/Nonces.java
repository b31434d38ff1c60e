package dev.roomjar.media.turn;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that need no memory: the time they were made, signed together with the client they were made for, so that no two
 * clients share one (RFC 8489 §9.2.4).
 */
final class Nonces {
    /** The nonce cookie and the security feature bit "Password algorithms" (RFC 8489 §9.2, §18.1). */
    private static final String COOKIE = "obMatJos2AAAB";

    private static final int TIME_LENGTH = 4;
    private static final int TAG_LENGTH = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final SecretKeySpec key;
    private final long lifetimeSeconds;
    private final long originNanos;

    Nonces(RandomGenerator random, Duration lifetime, long nowNanos) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.lifetimeSeconds = lifetime.toSeconds();
        this.originNanos = nowNanos;
    }

    String make(FiveTuple client, long nowNanos) {
        int second = second(nowNanos);
        byte[] bytes = ByteBuffer.allocate(TIME_LENGTH + TAG_LENGTH)
                .putInt(second)
                .put(tag(client, second))
                .array();
        return COOKIE + Base64.getEncoder().encodeToString(bytes);
    }

    /** Whether this client got that nonce from us, not too long ago. */
    boolean accepts(String nonce, FiveTuple client, long nowNanos) {
        if (!nonce.startsWith(COOKIE)) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(nonce.substring(COOKIE.length()));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        if (bytes.length != TIME_LENGTH + TAG_LENGTH) {
            return false;
        }
        int second = ByteBuffer.wrap(bytes).getInt();
        byte[] claimed = Arrays.copyOfRange(bytes, TIME_LENGTH, bytes.length);
        return MessageDigest.isEqual(claimed, tag(client, second)) && second(nowNanos) - second <= lifetimeSeconds;
    }

    private int second(long nowNanos) {
        return (int) ((nowNanos - originNanos) / NANOS_PER_SECOND);
    }

    private byte[] tag(FiveTuple client, int second) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(ByteBuffer.allocate(25)
                    .putInt(second)
                    .putLong(client.client().high())
                    .putLong(client.client().low())
                    .putInt(client.client().port())
                    .put((byte) (client.overStream() ? 1 : 0))
                    .flip());
            return Arrays.copyOf(mac.doFinal(), TAG_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks " + key.getAlgorithm(), e);
        }
    }
}
