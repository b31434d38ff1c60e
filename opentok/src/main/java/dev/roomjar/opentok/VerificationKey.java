package dev.roomjar.opentok;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the signature of a token is checked with. The kind of the key decides about the algorithm (RFC 8725 §3.1), never the
 * token: what is signed with a public key as a secret passes nowhere.
 */
public sealed interface VerificationKey {

    /** The name that the token's header must give (RFC 7518 §3.1). */
    String algorithm();

    /** Whether the key, or for public keys its private half, made this signature. Never throws, whatever the bytes. */
    boolean verifies(byte[] text, byte[] signature);

    /** A secret that both sides know: HS256. Never printed. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Secret(byte[] bytes) implements VerificationKey {

        /** As many as the hash has (RFC 7518 §3.2). */
        public static final int SHORTEST = 32;

        public Secret {
            if (bytes.length < SHORTEST) {
                throw new IllegalArgumentException("A secret for HS256 has at least " + SHORTEST
                        + " bytes, this one has " + bytes.length + "; make one with: openssl rand -base64 48");
            }
            bytes = bytes.clone();
        }

        @Override
        public String algorithm() {
            return "HS256";
        }

        @Override
        public boolean verifies(byte[] text, byte[] signature) {
            return Signatures.same(Signatures.hmacSha256(bytes, text), signature);
        }

        @Override
        public String toString() {
            return "Secret[]";
        }
    }

    /** The public half of an RSA key of 2048 bits or more: RS256. */
    record Rsa(RSAPublicKey key) implements VerificationKey {
        private static final int SHORTEST = 2048;

        public Rsa {
            if (key.getModulus().bitLength() < SHORTEST) {
                throw new IllegalArgumentException("An RSA key for RS256 has at least " + SHORTEST
                        + " bits, this one has " + key.getModulus().bitLength());
            }
        }

        @Override
        public String algorithm() {
            return "RS256";
        }

        @Override
        public boolean verifies(byte[] text, byte[] signature) {
            return Signatures.isRs256(key, text, signature);
        }
    }

    /** The public half of a key of the curve P-256: ES256. */
    record Ec(ECPublicKey key) implements VerificationKey {
        public Ec {
            if (!key.getParams().getCurve().equals(p256())) {
                throw new IllegalArgumentException("An EC key for ES256 is of the curve P-256 (prime256v1)");
            }
        }

        @Override
        public String algorithm() {
            return "ES256";
        }

        private static EllipticCurve p256() {
            try {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(new ECGenParameterSpec("secp256r1"));
                return parameters.getParameterSpec(ECParameterSpec.class).getCurve();
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("This Java runtime has no curve P-256", missing);
            }
        }

        @Override
        public boolean verifies(byte[] text, byte[] signature) {
            return Signatures.isEs256(key, text, signature);
        }
    }

    /**
     * Reads a public key or a certificate in PEM.
     *
     * @throws IllegalArgumentException where it is neither, or of a kind that is not taken; the message says which are
     */
    static VerificationKey ofPem(String pem) {
        Matcher block = Pem.BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException(
                    "it has no line -----BEGIN PUBLIC KEY-----; make it with: openssl pkey -in private.pem -pubout");
        }
        return switch (Pem.key(block.group(1), block.group(2))) {
            case RSAPublicKey rsa -> new Rsa(rsa);
            case ECPublicKey ec -> new Ec(ec);
            case PublicKey other ->
                throw new IllegalArgumentException(
                        "it is of the kind " + other.getAlgorithm() + ", not RSA (RS256) or EC P-256 (ES256)");
        };
    }

    /** PEM (RFC 7468): the key itself, or a certificate that holds it. */
    final class Pem {
        private static final Pattern BLOCK =
                Pattern.compile("-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

        private Pem() {}

        private static PublicKey key(String kind, String base64) {
            byte[] der = Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
            if (kind.equals("CERTIFICATE")) {
                try {
                    return CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der))
                            .getPublicKey();
                } catch (GeneralSecurityException broken) {
                    throw new IllegalArgumentException("the certificate in it cannot be read", broken);
                }
            }
            for (String algorithm : new String[] {"RSA", "EC"}) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
                } catch (GeneralSecurityException another) {
                    // Perhaps it is of the next kind.
                }
            }
            throw new IllegalArgumentException("it is no public key of the kinds RSA (RS256) and EC P-256 (ES256)");
        }
    }
}
