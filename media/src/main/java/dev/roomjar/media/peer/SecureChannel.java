package dev.roomjar.media.peer;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.dtls.DtlsClient;
import dev.roomjar.media.dtls.DtlsEnd;
import dev.roomjar.media.dtls.DtlsListener;
import dev.roomjar.media.dtls.DtlsServer;
import dev.roomjar.media.dtls.Fingerprint;
import dev.roomjar.media.srtp.SrtpContext;
import dev.roomjar.media.srtp.SrtpKeys;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What makes one peer's media private: the DTLS association, whose blocking protocol runs on a virtual thread and posts its
 * outcome back to the loop, and the SRTP contexts that it yields.
 */
final class SecureChannel {
    /** A peer may connect before its session description is here; its first flight is kept so that it need not repeat it. */
    private static final int MAX_EARLY = 8;

    /** Handshakes take a dozen datagrams; more in one second is nonsense or malice. */
    private static final int MAX_DTLS_PER_SECOND = 100;

    private static final long SECOND = 1_000_000_000L;

    private final Peer peer;
    private final PeerEnvironment environment;
    private final Queue<byte[]> early = new ArrayDeque<>();
    private List<Fingerprint> fingerprints = List.of();
    private boolean initiates;
    private @Nullable DtlsEnd dtls;
    private @Nullable SrtpContext sending;
    private @Nullable SrtpContext receiving;
    private long rateWindow = Long.MIN_VALUE;
    private int rateCount;

    SecureChannel(Peer peer, PeerEnvironment environment) {
        this.peer = peer;
        this.environment = environment;
    }

    /**
     * Waits for the peer's handshake, or (where it waits itself) begins one as soon as the peer is reachable.
     *
     * @param initiates whether to begin
     */
    void start(List<Fingerprint> fingerprints, boolean initiates) {
        this.fingerprints = fingerprints;
        this.initiates = initiates;
        if (initiates) {
            return;
        }
        DtlsServer server = DtlsServer.start(
                environment.certificate(),
                fingerprints,
                environment.dtlsLimits(),
                environment.random(),
                new Listener());
        dtls = server;
        early.forEach(datagram -> server.receive(datagram, 0, datagram.length));
        early.clear();
    }

    /** Datagrams can be sent to the peer now. */
    void reachable() {
        if (initiates && dtls == null && !fingerprints.isEmpty()) {
            dtls = DtlsClient.start(
                    environment.certificate(),
                    fingerprints,
                    environment.dtlsLimits(),
                    environment.random(),
                    new Listener());
        }
    }

    boolean isSecure() {
        return sending != null;
    }

    void receiveDtls(byte[] buffer, int offset, int length, long nowNanos) {
        if (nowNanos - rateWindow > SECOND || rateWindow == Long.MIN_VALUE) {
            rateWindow = nowNanos;
            rateCount = 0;
        }
        if (++rateCount > MAX_DTLS_PER_SECOND) {
            environment.counters().increment(MediaCounter.DISCARDED_RATE_LIMITED);
        } else if (dtls != null) {
            dtls.receive(buffer, offset, length);
        } else if (early.size() < MAX_EARLY) {
            early.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }
    }

    /** The length of the RTP packet, or −1 where it is refused. */
    int unprotectRtp(byte[] buffer, int offset, int length) {
        SrtpContext context = receiving;
        return context == null
                ? notReady()
                : counted(context.unprotectRtp(buffer, offset, length), MediaCounter.RTP_RECEIVED);
    }

    /** The length of the RTCP packet, or −1 where it is refused. */
    int unprotectRtcp(byte[] buffer, int offset, int length) {
        SrtpContext context = receiving;
        return context == null
                ? notReady()
                : counted(context.unprotectRtcp(buffer, offset, length), MediaCounter.RTCP_RECEIVED);
    }

    private int notReady() {
        environment.counters().increment(MediaCounter.DISCARDED_NOT_READY);
        return -1;
    }

    private int counted(int length, MediaCounter accepted) {
        environment.counters().increment(length < 0 ? MediaCounter.DISCARDED_UNAUTHENTICATED : accepted);
        return length;
    }

    /** Writes the packet that the draft begins with, protected, to memory. */
    int protectRtp(byte[] draft, int length, MemorySegment target, long at) {
        return sending == null ? -1 : sending.protectRtp(draft, 0, length, target, at);
    }

    /** In place. */
    int protectRtcp(byte[] draft, int length) {
        return sending == null ? -1 : sending.protectRtcp(draft, 0, length);
    }

    void close() {
        early.clear();
        if (dtls != null) {
            dtls.close();
        }
    }

    /** Carries what the handshake's thread reports onto the loop. */
    private final class Listener implements DtlsListener {

        @Override
        public void send(byte[] datagram) {
            environment.mailbox().post(now -> peer.sendDtls(datagram));
        }

        @Override
        public void connected(SrtpKeys keys) {
            environment.mailbox().post(now -> {
                if (peer.state() != PeerState.CLOSED) {
                    sending = SrtpContext.sending(keys.profile(), initiates ? keys.client() : keys.server());
                    receiving = SrtpContext.receiving(keys.profile(), initiates ? keys.server() : keys.client());
                    environment.counters().increment(MediaCounter.HANDSHAKES_COMPLETED);
                    peer.advance(now);
                }
            });
        }

        @Override
        public void failed(String reason) {
            environment.mailbox().post(now -> {
                environment.counters().increment(MediaCounter.HANDSHAKES_FAILED);
                peer.fail("DTLS: " + reason, now);
            });
        }

        @Override
        public void closed() {
            environment.mailbox().post(peer::close);
        }
    }
}
