package dev.roomjar.media.dtls;

import java.security.SecureRandom;
import java.util.List;

/**
 * The other side of {@link DtlsServer}, for warming up, tests and load generators; the media server is never a DTLS client.
 * Thread rule: as there.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // until the bodies land
public final class DtlsClient implements AutoCloseable {

    private DtlsClient() {}

    /** Sends a ClientHello at once and retransmits until answered or timed out; offers every {@code SrtpProfile}. */
    public static DtlsClient start(
            DtlsCertificate certificate,
            List<Fingerprint> expected,
            DtlsLimits limits,
            SecureRandom random,
            DtlsListener listener) {
        throw new UnsupportedOperationException();
    }

    /** As {@link DtlsServer#receive}. */
    public void receive(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** As {@link DtlsServer#close}. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
