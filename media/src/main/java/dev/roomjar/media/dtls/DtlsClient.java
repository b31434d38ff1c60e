package dev.roomjar.media.dtls;

import dev.roomjar.media.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.util.List;

/**
 * The other side of {@link DtlsServer}: towards a peer that insists on being the server, as some encoders do, and for warming up,
 * tests and load generators. Thread rule: as there.
 */
public final class DtlsClient implements DtlsEnd {
    private final DtlsAssociation association;

    private DtlsClient(DtlsAssociation association) {
        this.association = association;
    }

    /** Sends a ClientHello at once and retransmits until answered or timed out; offers every {@link SrtpProfile}. */
    public static DtlsClient start(
            DtlsCertificate certificate,
            List<Fingerprint> expected,
            DtlsLimits limits,
            SecureRandom random,
            DtlsListener listener) {
        var peer = new ClientPeer(
                new DtlsCrypto(random), new Identity(certificate, expected), limits, SrtpProfile.values());
        return start(peer, limits, DtlsAssociation.SEND_LIMIT, listener);
    }

    static DtlsClient start(ClientPeer peer, DtlsLimits limits, int sendLimit, DtlsListener listener) {
        return new DtlsClient(DtlsAssociation.start(peer, limits, sendLimit, listener));
    }

    @Override
    public void receive(byte[] buffer, int offset, int length) {
        association.receive(buffer, offset, length);
    }

    @Override
    public void close() {
        association.close();
    }
}
