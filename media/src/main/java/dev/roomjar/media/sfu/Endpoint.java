package dev.roomjar.media.sfu;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.dtls.Fingerprint;
import dev.roomjar.media.ice.IceCredentials;
import dev.roomjar.media.peer.Outbox;
import dev.roomjar.media.peer.Peer;
import dev.roomjar.media.peer.PeerHandler;
import dev.roomjar.media.sdp.LocalTransport;
import dev.roomjar.media.sdp.RemoteTransport;
import java.util.List;

/** What publications and receivers have in common: a peer, and RTCP that is due from time to time. Thread rule: one loop. */
abstract sealed class Endpoint extends Scheduled implements PeerHandler permits LivePublication, ForwardingEndpoint {
    /** Forwarding sets deadlines without a call here; they are found this late. */
    private static final long MAX_WAIT = 500_000_000;

    final SessionPart part;
    final String id;
    final Peer peer;

    Endpoint(SessionPart part, String id) {
        super(part.sfu);
        this.part = part;
        this.id = id;
        peer = new Peer(id, sfu.environment, sfu.demultiplexer, this);
    }

    /** Writes the next RTCP packet that is due; 0 for none. */
    abstract int pollRtcp(byte[] target, int offset, int limit, long nowNanos);

    /** When {@link #pollRtcp} has something next. */
    abstract long mediaDeadline();

    /** The peer can be sent to, for the first time or again. */
    abstract void connected(long nowNanos);

    /** Frees what this endpoint holds; its peer is closed. */
    abstract void ended(long nowNanos);

    /** Tells the listener. */
    abstract void report(PeerState state);

    @Override
    void settle(long nowNanos) {
        peer.advance(nowNanos);
        long due = peer.deadline();
        if (peer.canSend()) {
            sendRtcp(nowNanos);
            due = Math.min(Math.min(due, mediaDeadline()), nowNanos + MAX_WAIT);
        }
        sfu.deadlines.schedule(this, isOpen() ? Math.max(due, nowNanos + MIN_WAIT) : Long.MAX_VALUE);
    }

    private void sendRtcp(long nowNanos) {
        byte[] draft = sfu.environment.outbox().draft();
        for (; ; ) {
            int length = pollRtcp(draft, 0, Outbox.MAX_DATAGRAM - Sfu.SRTP_ROOM, nowNanos);
            if (length == 0 || !peer.sendRtcp(length)) {
                return;
            }
        }
    }

    @Override
    final boolean isOpen() {
        return peer.state() != PeerState.CLOSED;
    }

    @Override
    final void faulted(long nowNanos) {
        peer.fault(nowNanos);
    }

    final LocalTransport localTransport() {
        IceCredentials local = peer.localCredentials();
        return new LocalTransport(
                local.ufrag(),
                local.pwd(),
                sfu.environment.certificate().fingerprint().toString(),
                sfu.candidates);
    }

    /**
     * Takes the peer's transport from its offer.
     *
     * @return whether the peer restarted ICE, so that our credentials are new as well
     */
    final boolean describe(RemoteTransport remote, long nowNanos) {
        if (remote.awaitsHandshake()) {
            peer.initiate();
        }
        return peer.describe(credentials(remote), fingerprints(remote), nowNanos);
    }

    static IceCredentials credentials(RemoteTransport remote) {
        try {
            return new IceCredentials(remote.ufrag(), remote.password());
        } catch (IllegalArgumentException e) {
            throw new MediaException("session description: " + e.getMessage(), e);
        }
    }

    static List<Fingerprint> fingerprints(RemoteTransport remote) {
        try {
            return remote.fingerprints().stream().map(Fingerprint::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new MediaException("session description: " + e.getMessage(), e);
        }
    }

    @Override
    public final void stateChanged(PeerState state, long nowNanos) {
        if (state == PeerState.CLOSED) {
            sfu.deadlines.schedule(this, Long.MAX_VALUE);
            ended(nowNanos);
            sfu.peerClosed();
        } else {
            sfu.touch(this);
            if (state == PeerState.CONNECTED) {
                connected(nowNanos);
            }
        }
        sfu.tell(this, () -> report(state));
    }

    @Override
    public String toString() {
        return id;
    }
}
