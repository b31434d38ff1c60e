package dev.roomjar.media.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A certificate's hash as the fingerprint attribute carries it (RFC 8122 §5).
 *
 * @param algorithm the hash function's name in lower case: sha-256, sha-384, sha-512; others can be held but match nothing
 * @param hex upper-case hexadecimal bytes with colons between
 */
public record Fingerprint(String algorithm, String hex) {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();
    /** SHA-1 and older are too weak to tell certificates apart (RFC 8122 §5.1). */
    private static final List<String> TRUSTED = List.of("sha-256", "sha-384", "sha-512");

    public Fingerprint {
        algorithm = algorithm.toLowerCase(Locale.ROOT);
        hex = COLONS.formatHex(COLONS.parseHex(hex));
    }

    /**
     * Reads an attribute value such as {@code sha-256 4A:AD:…}, in any case.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Fingerprint parse(String value) {
        String text = value.strip();
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("a fingerprint is '<hash function> <AA:BB:…>', not '" + value + "'");
        }
        return new Fingerprint(
                text.substring(0, space), text.substring(space + 1).strip());
    }

    static Fingerprint sha256(byte[] certificate) {
        return of("sha-256", certificate);
    }

    /** Whether this is the fingerprint of a certificate in DER. */
    boolean matches(byte[] certificate) {
        return TRUSTED.contains(algorithm) && of(algorithm, certificate).equals(this);
    }

    private static Fingerprint of(String algorithm, byte[] certificate) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(certificate);
            return new Fingerprint(algorithm, COLONS.formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
        }
    }

    /** The attribute value. */
    @Override
    public String toString() {
        return algorithm + " " + hex;
    }
}
