package dev.roomjar.media.stun;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The numbers of RFC 8489 §18, RFC 8445 §16 and RFC 8656 §18, and the checksums over a message. */
final class Wire {
    static final int HEADER_LENGTH = 20;
    static final int ATTRIBUTE_HEADER_LENGTH = 4;
    static final int MAGIC_COOKIE = 0x2112_A442;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int CHANNEL_NUMBER = 0x000C;
    static final int LIFETIME = 0x000D;
    static final int XOR_PEER_ADDRESS = 0x0012;
    static final int DATA = 0x0013;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int XOR_RELAYED_ADDRESS = 0x0016;
    static final int REQUESTED_ADDRESS_FAMILY = 0x0017;
    static final int EVEN_PORT = 0x0018;
    static final int REQUESTED_TRANSPORT = 0x0019;
    static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
    static final int PASSWORD_ALGORITHM = 0x001D;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int RESERVATION_TOKEN = 0x0022;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    /** From here on an attribute may be ignored by those who do not understand it (RFC 8489 §14). */
    static final int COMPREHENSION_OPTIONAL = 0x8000;

    static final int PASSWORD_ALGORITHMS = 0x8002;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    static final int INTEGRITY_LENGTH = 20;
    static final int INTEGRITY_SHA256_LENGTH = 32;
    /** MESSAGE-INTEGRITY-SHA256 may be cut to this (RFC 8489 §14.6). */
    static final int INTEGRITY_SHA256_SHORTEST = 16;

    static final int FINGERPRINT_LENGTH = 4;
    /** RFC 8489 §14.3 allows 508 bytes, RFC 5389 §15.3 allowed 513. */
    static final int MAX_USERNAME_LENGTH = 513;

    static final String HMAC_SHA1 = "HmacSHA1";
    static final String HMAC_SHA256 = "HmacSHA256";

    static final int FAMILY_IPV4 = 1;
    static final int FAMILY_IPV6 = 2;

    private static final int FINGERPRINT_XOR = 0x5354_554E;
    private static final int LENGTH_FIELD = 2;

    /** Looking for it among the providers takes more time and memory than a message's HMAC, which each check needs twice. */
    private static final ThreadLocal<@Nullable Mac> SHA1 = new ThreadLocal<>();

    private Wire() {}

    static int padded(int length) {
        return (length + 3) & ~3;
    }

    /**
     * HMAC as MESSAGE-INTEGRITY and MESSAGE-INTEGRITY-SHA256 take it (RFC 8489 §14.5, §14.6): over all that stands before the
     * attribute, with a length field that ends behind the attribute.
     *
     * @param algorithm "HmacSHA1" or "HmacSHA256"
     * @param size bytes of the attribute's value, the whole HMAC or its beginning
     */
    static byte[] integrity(byte[] message, int before, byte[] key, String algorithm, int size) {
        try {
            Mac mac = mac(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            int length = before - HEADER_LENGTH + ATTRIBUTE_HEADER_LENGTH + size;
            mac.update(message, 0, LENGTH_FIELD);
            mac.update((byte) (length >> 8));
            mac.update((byte) length);
            mac.update(message, LENGTH_FIELD + 2, before - LENGTH_FIELD - 2);
            return Arrays.copyOf(mac.doFinal(), size);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
        }
    }

    private static Mac mac(String algorithm) throws GeneralSecurityException {
        if (!algorithm.equals(HMAC_SHA1)) {
            return Mac.getInstance(algorithm);
        }
        Mac known = SHA1.get();
        if (known == null) {
            known = Mac.getInstance(algorithm);
            SHA1.set(known);
        }
        return known;
    }

    /** CRC-32 as FINGERPRINT takes it (RFC 8489 §14.7), with a length field that ends behind the attribute. */
    static int fingerprint(byte[] message, int offset, int before) {
        CRC32 crc = new CRC32();
        int length = before - HEADER_LENGTH + ATTRIBUTE_HEADER_LENGTH + FINGERPRINT_LENGTH;
        crc.update(message, offset, LENGTH_FIELD);
        crc.update(length >> 8);
        crc.update(length);
        crc.update(message, offset + LENGTH_FIELD + 2, before - LENGTH_FIELD - 2);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }
}
