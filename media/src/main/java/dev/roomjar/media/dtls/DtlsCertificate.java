package dev.roomjar.media.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.cert.bc.BcX509v3CertificateBuilder;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/** A self-signed ECDSA P-256 certificate with its private key, known to the peer by its fingerprint (RFC 8827 §6.5). */
public final class DtlsCertificate {
    private static final X500Name NAME = new X500Name("CN=roomjar");
    private static final Duration CLOCK_SLACK = Duration.ofDays(1);
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final int SERIAL_BITS = 64;

    private final byte[] encoded;
    private final AsymmetricKeyParameter privateKey;
    private final Fingerprint fingerprint;

    private DtlsCertificate(byte[] encoded, AsymmetricKeyParameter privateKey) {
        this.encoded = encoded;
        this.privateKey = privateKey;
        this.fingerprint = Fingerprint.sha256(encoded);
    }

    /** Makes a key and a certificate valid from a day before {@code now} for a year. */
    public static DtlsCertificate generate(SecureRandom random, Instant now) {
        var generator = new ECKeyPairGenerator();
        var curve = SECObjectIdentifiers.secp256r1;
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(curve, ECNamedCurveTable.getByOID(curve)), random));
        var keys = generator.generateKeyPair();
        try {
            var builder = new BcX509v3CertificateBuilder(
                    NAME,
                    new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                    Date.from(now.minus(CLOCK_SLACK)),
                    Date.from(now.plus(LIFETIME)),
                    NAME,
                    keys.getPublic());
            var signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
            var digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
            var signer = new BcECContentSignerBuilder(signature, digest)
                    .setSecureRandom(random)
                    .build(keys.getPrivate());
            return new DtlsCertificate(builder.build(signer).getEncoded(), keys.getPrivate());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a certificate for DTLS: " + e.getMessage(), e);
        }
    }

    /** The SHA-256 fingerprint for the session description. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** The certificate in DER. */
    byte[] encoded() {
        return encoded.clone();
    }

    AsymmetricKeyParameter privateKey() {
        return privateKey;
    }
}
