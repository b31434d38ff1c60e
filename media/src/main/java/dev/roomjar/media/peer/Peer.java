package dev.roomjar.media.peer;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.dtls.Fingerprint;
import dev.roomjar.media.ice.IceCredentials;
import dev.roomjar.media.ice.IceLiteAgent;
import dev.roomjar.media.ice.IceResult;
import dev.roomjar.media.ice.IceState;
import dev.roomjar.media.ice.TransportAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One remote end: its ICE agent, its DTLS association, its SRTP contexts. Datagrams come in by {@link Demultiplexer}, RTP and
 * RTCP go up to a {@link PeerHandler} and come down by {@link #sendRtp} and {@link #sendRtcp}.
 *
 * <p>Sans-IO: time comes as {@code nowNanos}, datagrams leave through an {@link Outbox}. Call {@link #advance} when {@link
 * #deadline} has come. Thread rule: one loop.
 */
public final class Peer {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

    /** A peer roams among few addresses; the oldest is forgotten beyond this. */
    private static final int MAX_ADDRESSES = 16;

    private final String name;
    private final PeerEnvironment environment;
    private final Demultiplexer demultiplexer;
    private final PeerHandler handler;
    private final IceLiteAgent agent;
    private final SecureChannel channel;
    private final List<String> ufrags = new ArrayList<>();
    private final List<TransportAddress> addresses = new ArrayList<>();
    private List<Fingerprint> fingerprints = List.of();
    private @Nullable IceCredentials remote;
    private @Nullable Destination destination;
    private boolean initiates;
    private PeerState state = PeerState.CONNECTING;
    private long connectDeadline = Long.MAX_VALUE;

    /** @param name for the log */
    public Peer(String name, PeerEnvironment environment, Demultiplexer demultiplexer, PeerHandler handler) {
        this.name = name;
        this.environment = environment;
        this.demultiplexer = demultiplexer;
        this.handler = handler;
        agent = new IceLiteAgent(IceCredentials.random(environment.random()), environment.iceTimings());
        channel = new SecureChannel(this, environment);
        environment.counters().increment(MediaCounter.PEERS_OPENED);
        registerUfrags();
    }

    /** Our newest ICE credentials, for a session description. */
    public IceCredentials localCredentials() {
        return agent.local();
    }

    /** Starts the time within which the peer must be connected; call with the first session description for it. */
    public void expectConnection(long nowNanos) {
        if (connectDeadline == Long.MAX_VALUE && !channel.isSecure()) {
            connectDeadline = nowNanos + environment.connectTimeout().toNanos();
        }
    }

    /**
     * Takes the peer's credentials and fingerprints from its session description.
     *
     * @return whether the peer restarted ICE, so that our credentials are new as well
     * @throws MediaException where its certificate is another than before
     */
    public boolean describe(IceCredentials credentials, List<Fingerprint> certificates, long nowNanos) {
        if (!fingerprints.isEmpty() && !fingerprints.equals(certificates)) {
            throw new MediaException("the session description has another DTLS fingerprint than before;"
                    + " open a new peer connection instead");
        }
        IceCredentials before = remote;
        boolean restarted = before != null && !before.ufrag().equals(credentials.ufrag());
        if (restarted) {
            restartIce();
        }
        acceptAnswer(credentials, certificates, nowNanos);
        return restarted;
    }

    /** Begins the DTLS handshake towards this peer, which waits for it; call before {@link #describe}. */
    public void initiate() {
        initiates = true;
    }

    /** As {@link #describe} for the answer to a description of ours, where the restart, if any, was ours. */
    public void acceptAnswer(IceCredentials credentials, List<Fingerprint> certificates, long nowNanos) {
        remote = credentials;
        agent.remote(credentials);
        if (fingerprints.isEmpty()) {
            fingerprints = List.copyOf(certificates);
            expectConnection(nowNanos);
            channel.start(fingerprints, initiates);
            if (destination != null) {
                channel.reachable();
            }
        }
    }

    /** Makes new ICE credentials; those before stay valid until the peer uses the new ones (RFC 8445 §9). */
    public void restartIce() {
        agent.restart(IceCredentials.random(environment.random()));
        registerUfrags();
    }

    private void registerUfrags() {
        List<String> current = agent.localUfrags();
        for (String ufrag : ufrags) {
            if (!current.contains(ufrag)) {
                demultiplexer.removeUfrag(ufrag);
            }
        }
        ufrags.clear();
        ufrags.addAll(current);
        for (String ufrag : ufrags) {
            demultiplexer.addUfrag(ufrag, this);
        }
    }

    void receiveStun(byte[] buffer, int offset, int length, TransportAddress from, long nowNanos) {
        switch (agent.handle(buffer, offset, length, from, nowNanos)) {
            case IceResult.Reply reply -> {
                Destination to = reply.to().equals(selectedAddress()) ? destination : new Destination(reply.to());
                if (to != null) {
                    environment.outbox().add(reply.bytes(), 0, reply.bytes().length, to);
                }
                if (agent.knows(from)) {
                    remember(from);
                }
                if (reply.selectedChanged()) {
                    selectDestination();
                }
                advance(nowNanos);
            }
            case IceResult.Discard(IceResult.Reason reason) ->
                environment.counters().increment(counter(reason));
        }
    }

    private static MediaCounter counter(IceResult.Reason reason) {
        return switch (reason) {
            case MALFORMED, NOT_A_CHECK -> MediaCounter.DISCARDED_MALFORMED;
            case UNKNOWN_USER -> MediaCounter.DISCARDED_UNKNOWN_PEER;
            case NOT_AUTHENTIC -> MediaCounter.DISCARDED_UNAUTHENTICATED;
        };
    }

    private @Nullable TransportAddress selectedAddress() {
        return destination == null ? null : destination.address();
    }

    private void selectDestination() {
        TransportAddress selected = agent.selected();
        destination = selected == null ? null : new Destination(selected);
        if (destination != null) {
            channel.reachable();
        }
        registerUfrags();
    }

    private void remember(TransportAddress address) {
        if (!addresses.contains(address)) {
            addresses.add(address);
            if (addresses.size() > MAX_ADDRESSES) {
                demultiplexer.removeAddress(addresses.removeFirst(), this);
            }
        }
        demultiplexer.addAddress(address, this);
    }

    /** Tells that a TCP connection of this peer ended. */
    void lost(TransportAddress address, long nowNanos) {
        addresses.remove(address);
        demultiplexer.removeAddress(address, this);
        if (agent.lost(address, nowNanos)) {
            selectDestination();
        }
        advance(nowNanos);
    }

    /** Takes a datagram other than STUN from an address of this peer. */
    void receive(byte[] buffer, int offset, int length, long nowNanos) {
        switch (Protocol.of(buffer, offset, length)) {
            case DTLS -> channel.receiveDtls(buffer, offset, length, nowNanos);
            case RTP -> {
                int plain = channel.unprotectRtp(buffer, offset, length);
                if (plain >= 0) {
                    heard(nowNanos);
                    handler.rtp(buffer, offset, plain, nowNanos);
                }
            }
            case RTCP -> {
                int plain = channel.unprotectRtcp(buffer, offset, length);
                if (plain >= 0) {
                    heard(nowNanos);
                    handler.rtcp(buffer, offset, plain, nowNanos);
                }
            }
            case OTHER -> environment.counters().increment(MediaCounter.DISCARDED_MALFORMED);
        }
    }

    private void heard(long nowNanos) {
        agent.heard(nowNanos);
        if (state == PeerState.DISCONNECTED) {
            advance(nowNanos);
        }
    }

    /** Whether RTP and RTCP can be sent now. */
    public boolean canSend() {
        return destination != null && channel.isSecure() && state != PeerState.CLOSED && state != PeerState.FAILED;
    }

    /**
     * Protects the RTP packet that is the outbox's draft and sends it. Only where {@link #canSend}.
     *
     * @return whether it was sent
     */
    public boolean sendRtp(int length) {
        Outbox outbox = environment.outbox();
        Destination to = destination;
        int protectedLength = channel.protectRtp(outbox.draft(), length, outbox.memory(), outbox.reserve());
        if (protectedLength < 0 || to == null) {
            return false;
        }
        outbox.commit(protectedLength, to);
        return true;
    }

    /** As {@link #sendRtp} for an RTCP packet. */
    public boolean sendRtcp(int length) {
        Outbox outbox = environment.outbox();
        Destination to = destination;
        int protectedLength = channel.protectRtcp(outbox.draft(), length);
        if (protectedLength < 0 || to == null) {
            return false;
        }
        outbox.add(outbox.draft(), 0, protectedLength, to);
        environment.counters().increment(MediaCounter.RTCP_SENT);
        return true;
    }

    void sendDtls(byte[] datagram) {
        Destination to = destination;
        if (to != null && state != PeerState.CLOSED) {
            environment.outbox().add(datagram, 0, datagram.length, to);
        }
    }

    /** Looks at the time: connecting may have taken too long, the peer may have fallen silent or come back. */
    public void advance(long nowNanos) {
        if (state == PeerState.CLOSED) {
            return;
        }
        IceState ice = agent.state(nowNanos);
        if (ice == IceState.EXPIRED) {
            fail("nothing was heard until its consent expired", nowNanos);
        } else if (!channel.isSecure()) {
            if (nowNanos >= connectDeadline) {
                fail("it was not connected in " + environment.connectTimeout(), nowNanos);
            }
        } else {
            change(ice == IceState.DISCONNECTED ? PeerState.DISCONNECTED : PeerState.CONNECTED, nowNanos);
        }
    }

    /** When to call {@link #advance}; {@link Long#MAX_VALUE} for not at all. */
    public long deadline() {
        if (state == PeerState.CLOSED) {
            return Long.MAX_VALUE;
        }
        return channel.isSecure() ? agent.deadlineNanos() : Math.min(connectDeadline, agent.deadlineNanos());
    }

    public PeerState state() {
        return state;
    }

    void fail(String reason, long nowNanos) {
        if (state != PeerState.CLOSED) {
            LOG.info("peer {} failed: {}", name, reason);
            change(PeerState.FAILED, nowNanos);
            close(nowNanos);
        }
    }

    /** Ends this peer because handling it went wrong here. */
    public void fault(long nowNanos) {
        environment.counters().increment(MediaCounter.PEERS_FAULTED);
        try {
            fail("fault of this server", nowNanos);
        } catch (RuntimeException | AssertionError e) {
            LOG.error("peer {} is closed with a second fault", name, e);
        }
    }

    /** Ends the connection, telling the peer. Closing twice is harmless. */
    public void close(long nowNanos) {
        if (state == PeerState.CLOSED) {
            return;
        }
        channel.close();
        ufrags.forEach(demultiplexer::removeUfrag);
        addresses.forEach(address -> demultiplexer.removeAddress(address, this));
        environment.counters().increment(MediaCounter.PEERS_CLOSED);
        change(PeerState.CLOSED, nowNanos);
    }

    private void change(PeerState to, long nowNanos) {
        if (state != to) {
            state = to;
            handler.stateChanged(to, nowNanos);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
