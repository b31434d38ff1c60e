package dev.roomjar.media.dtls;

import java.security.SecureRandom;
import java.util.List;

/**
 * The DTLS 1.2 server towards one peer (RFC 6347) that agrees on SRTP keys (RFC 5764). It demands a client certificate and
 * takes it only by its signalled fingerprint (RFC 8827 §6.5).
 *
 * <p>Thread rule: any thread. The blocking protocol runs on a virtual thread of its own, which calls the listener.
 */
public final class DtlsServer implements DtlsEnd {
    private final DtlsAssociation association;

    private DtlsServer(DtlsAssociation association) {
        this.association = association;
    }

    /**
     * Starts to wait for a ClientHello, without limit of time.
     *
     * @param expected the peer's signalled fingerprints; the peer's certificate must match one of them
     */
    public static DtlsServer start(
            DtlsCertificate certificate,
            List<Fingerprint> expected,
            DtlsLimits limits,
            SecureRandom random,
            DtlsListener listener) {
        var peer = new ServerPeer(new DtlsCrypto(random), new Identity(certificate, expected), limits);
        return new DtlsServer(DtlsAssociation.start(peer, limits, DtlsAssociation.SEND_LIMIT, listener));
    }

    /** Makes one handshake with itself, so that the first peer does not wait for class loading; takes up to a second. */
    public static void warmUp(DtlsCertificate certificate, SecureRandom random) {
        SelfHandshake.run(certificate, random);
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
