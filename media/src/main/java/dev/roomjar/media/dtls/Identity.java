package dev.roomjar.media.dtls;

import java.io.IOException;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** Who we are, and whom we expect: certificates by fingerprint, without any authority (RFC 8827 §6.5). */
record Identity(DtlsCertificate certificate, List<Fingerprint> expected) {

    Identity {
        expected = List.copyOf(expected);
    }

    TlsCredentialedSigner signer(TlsContext context, BcTlsCrypto crypto) throws IOException {
        TlsCertificate own = new BcTlsCertificate(crypto, certificate.encoded());
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                certificate.privateKey(),
                new Certificate(new TlsCertificate[] {own}),
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    /** Fails the handshake unless the peer showed the certificate whose fingerprint was signalled. */
    void verify(Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "the peer showed no certificate");
        }
        byte[] shown = chain.getCertificateAt(0).getEncoded();
        if (expected.stream().noneMatch(fingerprint -> fingerprint.matches(shown))) {
            throw new TlsFatalAlert(
                    AlertDescription.bad_certificate,
                    "the peer's certificate is %s; its session description announced %s"
                            .formatted(Fingerprint.sha256(shown), expected));
        }
    }

    /** What peers' certificates are signed with: ECDSA by browsers, RSA by some older programs. */
    @SuppressWarnings("JdkObsolete") // Bouncy Castle takes a Vector
    static Vector<SignatureAndHashAlgorithm> acceptedSignatures() {
        Vector<SignatureAndHashAlgorithm> accepted = new Vector<>();
        for (short signature : new short[] {SignatureAlgorithm.ecdsa, SignatureAlgorithm.rsa}) {
            for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
                accepted.add(SignatureAndHashAlgorithm.getInstance(hash, signature));
            }
        }
        return accepted;
    }
}
