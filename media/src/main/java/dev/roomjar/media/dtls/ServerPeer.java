package dev.roomjar.media.dtls;

import dev.roomjar.media.srtp.SrtpKeys;
import dev.roomjar.media.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import java.util.Objects;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The server's answers to Bouncy Castle's questions. */
final class ServerPeer extends DefaultTlsServer implements DtlsPeer {
    /** Browsers offer all of them; the first is mandatory for WebRTC (RFC 8827 §6.5). */
    static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
    };
    /** A call waits for the handshake, so sooner than the second of RFC 6347 §4.2.4.1; it doubles each time. */
    static final int FIRST_RETRANSMISSION_MILLIS = 400;

    private final BcTlsCrypto crypto;
    private final Identity identity;
    private final int timeoutMillis;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;

    ServerPeer(BcTlsCrypto crypto, Identity identity, DtlsLimits limits) {
        super(crypto);
        this.crypto = crypto;
        this.identity = identity;
        this.timeoutMillis = Math.toIntExact(limits.handshakeTimeout().toMillis());
    }

    @Override
    public boolean waitsForPeer() {
        return true;
    }

    @Override
    public DTLSTransport handshake(DatagramTransport transport) throws IOException {
        return new DTLSServerProtocol().accept(this, transport);
    }

    @Override
    public SrtpKeys keys() {
        return Objects.requireNonNull(keys, "the handshake is not done");
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return CIPHER_SUITES.clone();
    }

    /** Keys are exported from it (RFC 7627 §5.4), so without it there are none. */
    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return timeoutMillis;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return FIRST_RETRANSMISSION_MILLIS;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return identity.signer(context, crypto);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
                Identity.acceptedSignatures(),
                null);
    }

    @Override
    public void notifyClientCertificate(Certificate chain) throws IOException {
        identity.verify(chain);
    }

    @Override
    @SuppressWarnings({"rawtypes", "JdkObsolete"}) // Bouncy Castle's signature
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        profile = SrtpAgreement.choose(offered == null ? new int[0] : offered.getProtectionProfiles())
                .orElseThrow(() -> new TlsFatalAlert(
                        AlertDescription.handshake_failure, "the peer offers no SRTP profile that we know"));
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"}) // Bouncy Castle's signature
    public Hashtable getServerExtensions() throws IOException {
        Hashtable known = super.getServerExtensions();
        Hashtable extensions = known == null ? new Hashtable() : known;
        TlsSRTPUtils.addUseSRTPExtension(extensions, SrtpAgreement.extension(Objects.requireNonNull(profile)));
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        keys = SrtpAgreement.export(context, Objects.requireNonNull(profile));
    }
}
