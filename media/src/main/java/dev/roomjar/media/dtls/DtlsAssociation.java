package dev.roomjar.media.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one side of one association on a virtual thread, from the first datagram to the end. Afterwards it stays to answer
 * retransmissions of the peer's last flight and to hear close_notify.
 */
final class DtlsAssociation {
    /** What fits into every path's datagram (RFC 8261 §5 names 1,200 for the same reason). */
    static final int SEND_LIMIT = 1200;

    /** Zero would wait without limit. */
    private static final int SHORTEST_WAIT_MILLIS = 1;

    private static final int MAX_APPLICATION_DATA = 2048;

    private final DtlsPeer peer;
    private final DtlsLimits limits;
    private final DtlsListener listener;
    private final DatagramQueue queue;
    private volatile boolean closing;

    private DtlsAssociation(DtlsPeer peer, DtlsLimits limits, int sendLimit, DtlsListener listener) {
        this.peer = peer;
        this.limits = limits;
        this.listener = listener;
        this.queue = new DatagramQueue(limits, sendLimit, listener);
    }

    static DtlsAssociation start(DtlsPeer peer, DtlsLimits limits, int sendLimit, DtlsListener listener) {
        DtlsAssociation association = new DtlsAssociation(peer, limits, sendLimit, listener);
        Thread.ofVirtual().name("dtls").start(association::run);
        return association;
    }

    void receive(byte[] buffer, int offset, int length) {
        queue.put(buffer, offset, length);
    }

    void close() {
        closing = true;
        queue.close();
    }

    private void run() {
        try {
            String failure = associate();
            if (failure == null) {
                listener.closed();
            } else {
                listener.failed(failure);
            }
        } finally {
            queue.end();
        }
    }

    /** Null where it ended in order, else the reason of failure. */
    private @Nullable String associate() {
        try {
            DTLSTransport transport = handshake();
            if (transport == null) {
                return "too many DTLS handshakes at once: none got a turn within " + limits.handshakeTimeout();
            }
            listener.connected(peer.keys());
            awaitEnd(transport);
            return null;
        } catch (TlsTimeoutException e) {
            return "the DTLS handshake did not finish within " + limits.handshakeTimeout();
        } catch (TlsFatalAlertReceived e) {
            return "the peer ended DTLS by the alert " + AlertDescription.getText(e.getAlertDescription());
        } catch (IOException | RuntimeException e) {
            return closing ? null : "DTLS failed: " + e.getMessage();
        }
    }

    /** Null where no permit was to be had. */
    private @Nullable DTLSTransport handshake() throws IOException {
        if (peer.waitsForPeer()) {
            queue.awaitFirst();
        }
        if (!acquirePermit()) {
            return null;
        }
        try {
            return peer.handshake(queue);
        } finally {
            limits.handshakes().release();
        }
    }

    private boolean acquirePermit() throws InterruptedIOException {
        try {
            return limits.handshakes().tryAcquire(limits.handshakeTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Waits outside of Bouncy Castle, whose buffers and frames take 7 KB for each peer as long as it waits. */
    private void awaitEnd(DTLSTransport transport) throws IOException {
        try {
            while (!queue.isClosed()) {
                queue.awaitFirst();
                drop(transport);
            }
        } catch (InterruptedIOException closed) {
            // by either side: falls through to say close_notify, which is harmless to say twice
        }
        transport.close();
    }

    /** Takes what came. Application data over DTLS is not ours to carry (no data channels) and is dropped. */
    private static void drop(DTLSTransport transport) throws IOException {
        byte[] applicationData = new byte[MAX_APPLICATION_DATA];
        int length;
        do {
            length = transport.receive(applicationData, 0, applicationData.length, SHORTEST_WAIT_MILLIS);
        } while (length >= 0);
    }
}
