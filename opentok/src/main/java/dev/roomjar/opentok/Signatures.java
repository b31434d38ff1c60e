package dev.roomjar.opentok;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures of tokens; comparisons take the same time whatever is compared. */
final class Signatures {
    private Signatures() {}

    static byte[] hmacSha1(String secret, byte[] text) {
        return hmac("HmacSHA1", ascii(secret), text);
    }

    static byte[] hmacSha256(String secret, byte[] text) {
        return hmac("HmacSHA256", ascii(secret), text);
    }

    static byte[] hmacSha256(byte[] secret, byte[] text) {
        return hmac("HmacSHA256", secret, text);
    }

    static boolean same(byte[] expected, byte[] given) {
        return MessageDigest.isEqual(expected, given);
    }

    static boolean isRs256(RSAPublicKey key, byte[] text, byte[] signature) {
        return isSignedBy(key, "SHA256withRSA", text, signature);
    }

    /** The signature is the two numbers in 32 bytes each (RFC 7518 §3.4), not ASN.1. */
    static boolean isEs256(ECPublicKey key, byte[] text, byte[] signature) {
        return isSignedBy(key, "SHA256withECDSAinP1363Format", text, signature);
    }

    private static boolean isSignedBy(PublicKey key, String algorithm, byte[] text, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformedSignature) {
            return false;
        }
    }

    private static byte[] ascii(String secret) {
        return secret.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hmac(String algorithm, byte[] secret, byte[] text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java runtime has no " + algorithm, missing);
        }
    }
}
