package dev.roomjar.media.stun;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How the key of a long-term credential is made (RFC 8489 §9.2.2, §18.5). Give user name, realm and password as RFC 8265's
 * OpaqueString leaves them; ASCII is its own form.
 */
public enum LongTermKey {
    MD5(1, "MD5"),
    SHA256(2, "SHA-256");

    private final int number;
    private final String digest;

    LongTermKey(int number, String digest) {
        this.number = number;
        this.digest = digest;
    }

    /** As PASSWORD-ALGORITHM carries it. */
    public int number() {
        return number;
    }

    /** The key of MESSAGE-INTEGRITY and MESSAGE-INTEGRITY-SHA256. */
    public byte[] of(String username, String realm, String password) {
        try {
            return MessageDigest.getInstance(digest)
                    .digest((username + ":" + realm + ":" + password).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks " + digest, e);
        }
    }
}
