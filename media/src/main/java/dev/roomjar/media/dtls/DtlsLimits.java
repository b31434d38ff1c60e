package dev.roomjar.media.dtls;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * What handshakes may cost; one object is shared by all associations of a server.
 *
 * @param handshakeTimeout how long a handshake may take from its first datagram on
 * @param handshakes a permit per handshake that may run at once; further ones wait for a permit within their timeout
 * @param queuedDatagrams how many datagrams may wait for one association; more are dropped, and DTLS retransmits
 * @param backlog counts what the associations have not dealt with yet
 */
public record DtlsLimits(Duration handshakeTimeout, Semaphore handshakes, int queuedDatagrams, DtlsBacklog backlog) {

    public DtlsLimits(Duration handshakeTimeout, Semaphore handshakes, int queuedDatagrams) {
        this(handshakeTimeout, handshakes, queuedDatagrams, new DtlsBacklog());
    }

    /** Twenty seconds, 32 datagrams, and as many handshakes at once as given. */
    public static DtlsLimits ofConcurrentHandshakes(int count) {
        return new DtlsLimits(Duration.ofSeconds(20), new Semaphore(count), 32);
    }
}
