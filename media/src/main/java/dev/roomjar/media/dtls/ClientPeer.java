package dev.roomjar.media.dtls;

import dev.roomjar.media.srtp.SrtpKeys;
import dev.roomjar.media.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import java.util.Objects;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The client's answers to Bouncy Castle's questions. */
final class ClientPeer extends DefaultTlsClient implements DtlsPeer {
    private final BcTlsCrypto crypto;
    private final Identity identity;
    private final int timeoutMillis;
    private final SrtpProfile[] offered;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;

    ClientPeer(BcTlsCrypto crypto, Identity identity, DtlsLimits limits, SrtpProfile... offered) {
        super(crypto);
        this.crypto = crypto;
        this.identity = identity;
        this.timeoutMillis = Math.toIntExact(limits.handshakeTimeout().toMillis());
        this.offered = offered.clone();
    }

    @Override
    public boolean waitsForPeer() {
        return false;
    }

    @Override
    public DTLSTransport handshake(DatagramTransport transport) throws IOException {
        return new DTLSClientProtocol().connect(this, transport);
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
        return ServerPeer.CIPHER_SUITES.clone();
    }

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
        return ServerPeer.FIRST_RETRANSMISSION_MILLIS;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"}) // Bouncy Castle's signature
    public Hashtable getClientExtensions() throws IOException {
        Hashtable known = super.getClientExtensions();
        Hashtable extensions = known == null ? new Hashtable() : known;
        if (offered.length > 0) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, SrtpAgreement.extension(offered));
        }
        return extensions;
    }

    @Override
    @SuppressWarnings({"rawtypes", "JdkObsolete"}) // Bouncy Castle's signature
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        UseSRTPData chosen = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        profile = SrtpAgreement.choose(chosen == null ? new int[0] : chosen.getProtectionProfiles())
                .orElseThrow(() -> new TlsFatalAlert(
                        AlertDescription.handshake_failure, "the peer chose no SRTP profile of ours"));
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                identity.verify(certificate.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                return identity.signer(context, crypto);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        keys = SrtpAgreement.export(context, Objects.requireNonNull(profile));
    }
}
