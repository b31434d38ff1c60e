package dev.roomjar.media.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The numbers of RFC 8489 §18 and RFC 8445 §16, and the two checksums over a message. */
final class Wire {
    static final int HEADER_LENGTH = 20;
    static final int ATTRIBUTE_HEADER_LENGTH = 4;
    static final int MAGIC_COOKIE = 0x2112_A442;
    static final int BINDING = 0x001;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    /** From here on an attribute may be ignored by those who do not understand it (RFC 8489 §14). */
    static final int COMPREHENSION_OPTIONAL = 0x8000;

    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    static final int INTEGRITY_LENGTH = 20;
    static final int FINGERPRINT_LENGTH = 4;
    /** RFC 8489 §14.3 allows 508 bytes, RFC 5389 §15.3 allowed 513. */
    static final int MAX_USERNAME_LENGTH = 513;

    static final int FAMILY_IPV4 = 1;
    static final int FAMILY_IPV6 = 2;

    private static final int FINGERPRINT_XOR = 0x5354_554E;
    private static final int LENGTH_FIELD = 2;

    private Wire() {}

    static int padded(int length) {
        return (length + 3) & ~3;
    }

    /**
     * HMAC-SHA1 as MESSAGE-INTEGRITY takes it (RFC 8489 §14.5): over all that stands before the attribute, with a length field
     * that ends behind the attribute.
     */
    static byte[] integrity(byte[] message, int before, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            int length = before - HEADER_LENGTH + ATTRIBUTE_HEADER_LENGTH + INTEGRITY_LENGTH;
            mac.update(message, 0, LENGTH_FIELD);
            mac.update((byte) (length >> 8));
            mac.update((byte) length);
            mac.update(message, LENGTH_FIELD + 2, before - LENGTH_FIELD - 2);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks HmacSHA1", e);
        }
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
