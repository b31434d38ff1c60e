package dev.roomjar.app.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The self-signed certificate (RFC 5280) of the https port, for {@code localhost} and every address of this machine. Kept
 * in the data folder and made anew when it is about to expire or the machine has an address that it does not name.
 */
final class TlsCertificate {

    /** Browsers refuse longer ones. */
    private static final Duration LIFE = Duration.ofDays(397);

    private static final Duration RENEWAL = Duration.ofDays(30);

    /** Tolerates clocks that run behind. */
    private static final Duration BACKDATING = Duration.ofDays(1);

    private final Path certificateFile;
    private final Path keyFile;

    TlsCertificate(DataFolder data) {
        this.certificateFile = data.resolve("https-certificate.pem");
        this.keyFile = data.resolve("https-key.pem");
    }

    /** The certificate to serve now to those who come under the given addresses. */
    PemKeyCertOptions loadOrMake(Collection<InetAddress> addresses, Instant now) {
        Set<String> names = new HashSet<>(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        addresses.forEach(address -> names.add(address.getHostAddress()));
        try {
            if (!stillGood(names, now)) {
                make(names, now);
            }
            return new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(Files.readAllBytes(certificateFile)))
                    .addKeyValue(Buffer.buffer(Files.readAllBytes(keyFile)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException failed) {
            throw new UserError(
                    "Cannot make or read the https certificate " + certificateFile
                            + ": delete it and start again, or choose another folder with --data DIR.",
                    failed);
        }
    }

    private boolean stillGood(Set<String> names, Instant now) throws IOException {
        if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
            return false;
        }
        try {
            X509Certificate kept = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificateFile)));
            return kept.getNotAfter().toInstant().isAfter(now.plus(RENEWAL))
                    && !kept.getNotBefore().toInstant().isAfter(now)
                    && subjects(kept).containsAll(names);
        } catch (GeneralSecurityException broken) {
            return false;
        }
    }

    private static Set<String> subjects(X509Certificate certificate) throws GeneralSecurityException {
        Set<String> subjects = new HashSet<>();
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names != null) {
            names.forEach(name -> subjects.add(String.valueOf(name.get(1))));
        }
        return subjects;
    }

    private void make(Set<String> names, Instant now)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        X500Name subject = new X500Name("CN=Roomjar on this machine");
        List<GeneralName> subjects = new ArrayList<>();
        names.forEach(name -> subjects.add(
                new GeneralName(name.equals("localhost") ? GeneralName.dNSName : GeneralName.iPAddress, name)));
        var certificate = new JcaX509v3CertificateBuilder(
                        subject,
                        new BigInteger(127, new SecureRandom()),
                        Date.from(now.minus(BACKDATING)),
                        Date.from(now.plus(LIFE).minus(BACKDATING)),
                        subject,
                        keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(subjects.toArray(GeneralName[]::new)))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        DataFolder.writeSecret(keyFile, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        DataFolder.writeSecret(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
    }

    private static byte[] pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
