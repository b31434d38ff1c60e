package dev.roomjar.media.sfu;

import dev.roomjar.media.Admission;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.SessionListener;
import dev.roomjar.media.congestion.BandwidthLimits;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Demultiplexer;
import dev.roomjar.media.peer.Outbox;
import dev.roomjar.media.peer.PeerEnvironment;
import dev.roomjar.media.peer.Ring;
import dev.roomjar.media.peer.SharedPort;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sessions of one media loop, without socket, thread or clock: datagrams and time come in, datagrams leave through the
 * environment's outbox.
 *
 * <p>Each turn: any number of {@link #receive} and of tasks from the mailbox, then one {@link #advance}, which sends everything
 * and tells when it must be called again at the latest. Thread rule: one loop, but where another is said.
 */
public final class Sfu {
    private static final Logger LOG = LoggerFactory.getLogger(Sfu.class);

    /** What protection adds to an RTCP packet at most: tag and index. */
    static final int SRTP_ROOM = 24;

    /** What may wait to be taken from other loops: fifty milliseconds of a hundred publishers. */
    static final int CROSSINGS = 1_024;

    final PeerEnvironment environment;
    List<TransportAddress> candidates;
    final Demultiplexer demultiplexer;
    final Deadlines deadlines = new Deadlines();
    final int maximumPeers;
    final BandwidthLimits bandwidth;
    private final Stress stress = new Stress();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private int peers;
    private boolean draining;
    private volatile Admission admission = Admission.OPEN;
    private volatile double load;

    private final Set<SessionPart> sessions = new LinkedHashSet<>();
    private final ArrayDeque<Scheduled> touched = new ArrayDeque<>();
    private final List<Source> forwarding = new ArrayList<>();

    /** What other loops hand over. */
    final Ring<Crossing> crossings = new Ring<>(new Crossing[CROSSINGS], Crossing::new);

    private List<Sfu> loops = List.of(this);
    private Placement placement = Placement.DEFAULT;

    /** The loops that something was handed to in this turn. */
    private final List<Sfu> handedTo = new ArrayList<>();

    private long names;
    private boolean closed;

    /**
     * @param candidates the addresses that peers are told to send to, best first
     * @param maximumPeers beyond which publishers and receivers are refused
     * @param bandwidth between what the bandwidth towards each receiver is estimated
     */
    public Sfu(
            PeerEnvironment environment,
            List<TransportAddress> candidates,
            int maximumPeers,
            BandwidthLimits bandwidth) {
        this.environment = environment;
        this.candidates = List.copyOf(candidates);
        this.maximumPeers = maximumPeers;
        this.bandwidth = bandwidth;
        demultiplexer = new Demultiplexer(environment.counters());
    }

    /** How much is held now; all but sessions is nothing when nobody is there. */
    public record Census(int sessions, int peers, int addresses, int names, int deadlines) {}

    /** Counts what is held now; on the loop. */
    public Census census() {
        return new Census(sessions.size(), peers, demultiplexer.addresses(), demultiplexer.names(), deadlines.size());
    }

    /** Makes it one of several loops of a server, over which sessions may spread; before the first session. */
    public void join(List<Sfu> all, Placement policy) {
        loops = List.copyOf(all);
        placement = policy;
    }

    /** The loops of the server, this one among them. */
    List<Sfu> loops() {
        return loops;
    }

    Placement placement() {
        return placement;
    }

    /** Opens a session; from any thread. */
    public MediaSession openSession(SessionListener listener, int audibleAtOnce) {
        LiveSession session = new LiveSession(this, listener, audibleAtOnce);
        environment.mailbox().post(now -> {
            if (closed) {
                session.close();
            } else {
                sessions.add(session.home);
            }
        });
        return session;
    }

    /** Takes a datagram, which may be changed, as {@link Demultiplexer#receive} does. Never throws, whatever the bytes. */
    public void receive(
            byte[] buffer,
            int offset,
            int length,
            long sourceHigh,
            long sourceLow,
            int sourcePort,
            int base,
            long nowNanos) {
        demultiplexer.receive(buffer, offset, length, sourceHigh, sourceLow, sourcePort, base, nowNanos);
    }

    /** Tells what addresses peers are told from now on, best first. */
    public void candidates(List<TransportAddress> addresses) {
        candidates = List.copyOf(addresses);
    }

    /** Sets who takes STUN messages that are for no peer. */
    public void unclaimed(Demultiplexer.Unclaimed taker) {
        demultiplexer.unclaimed(taker);
    }

    /** Shares its port with others of the server; before the first session. */
    public void share(SharedPort port) {
        demultiplexer.share(port);
    }

    /** Whether an address has proven to be a peer's. */
    public boolean knows(TransportAddress address) {
        return demultiplexer.knows(address);
    }

    /** Tells that a TCP connection ended. */
    public void lost(TransportAddress address, long nowNanos) {
        demultiplexer.lost(address, nowNanos);
    }

    /** Takes what other loops handed over; once in each turn, before {@link #advance}. */
    public void takeCrossings(long nowNanos) {
        // No more than there is room for: others may hand over as fast as it is taken.
        for (int i = 0; i < CROSSINGS; i++) {
            Crossing next = crossings.peek();
            if (next == null) {
                return;
            }
            try {
                next.arrived(nowNanos);
            } catch (RuntimeException | AssertionError e) {
                LOG.error("what another loop handed over was lost by a fault of this server", e);
            } finally {
                crossings.release();
            }
        }
    }

    /** Something was handed to another loop, which is to be woken before this turn is over. */
    void wakeLater(Sfu other) {
        if (!handedTo.contains(other)) {
            handedTo.add(other);
        }
    }

    /** Before the forwarding, so that they do theirs meanwhile. */
    private void wakeOthers() {
        for (int i = 0; i < handedTo.size(); i++) {
            handedTo.get(i).environment.mailbox().wake();
        }
        handedTo.clear();
    }

    void forwardLater(Source source) {
        if (!source.forwards) {
            source.forwards = true;
            forwarding.add(source);
        }
    }

    /**
     * Whether frames have begun to come whose ends may follow any moment: waiting for them lets whole frames be forwarded at once.
     */
    public boolean isWithinFrame() {
        for (int i = 0; i < forwarding.size(); i++) {
            if (forwarding.get(i).isWithinFrame()) {
                return true;
            }
        }
        return false;
    }

    /** Forwards as much as the outbox takes; who has more to forward then gets in line again. */
    private void forward(long nowNanos) {
        Outbox outbox = environment.outbox();
        boolean hasRoom = true;
        while (hasRoom && !forwarding.isEmpty()) {
            Source source = forwarding.removeFirst();
            source.forwards = false;
            hasRoom = source.forward(outbox, nowNanos);
            if (!hasRoom) {
                forwardLater(source);
            }
        }
    }

    /**
     * Forwards and settles what this turn brought, and sends it; what would fill more than one outbox is left for the next turn.
     *
     * @return when to call again at the latest: at once where something is left; {@link Long#MAX_VALUE}: no need
     */
    public long advance(long nowNanos) {
        wakeOthers();
        forward(nowNanos);
        for (Scheduled due = deadlines.pollDue(nowNanos); due != null; due = deadlines.pollDue(nowNanos)) {
            touch(due);
        }
        for (Scheduled next = touched.poll(); next != null; next = touched.poll()) {
            next.touched = false;
            settle(next, nowNanos);
        }
        wakeOthers();
        environment.outbox().flush();
        return forwarding.isEmpty() ? deadlines.next() : nowNanos;
    }

    private void settle(Scheduled scheduled, long nowNanos) {
        if (!scheduled.isOpen()) {
            return;
        }
        try {
            scheduled.settle(nowNanos);
        } catch (RuntimeException | AssertionError e) {
            fault(scheduled, e, nowNanos);
        }
    }

    void touch(Scheduled scheduled) {
        if (!scheduled.touched) {
            scheduled.touched = true;
            touched.add(scheduled);
        }
    }

    /** A fault of ours while serving one endpoint costs that endpoint. */
    void fault(Scheduled scheduled, Throwable fault, long nowNanos) {
        LOG.error("{} is closed because of a fault of this server", scheduled, fault);
        scheduled.faulted(nowNanos);
    }

    /** Calls a listener, whose faults are its own. */
    void tell(Endpoint endpoint, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | AssertionError e) {
            LOG.error("the listener of {} failed", endpoint, e);
        }
    }

    /** Ends all sessions; sends what that brings. */
    public void close(long nowNanos) {
        closed = true;
        List.copyOf(sessions).forEach(part -> part.end(nowNanos));
        environment.outbox().flush();
    }

    void requireRoomForPeer() {
        if (closed) {
            throw new MediaException("the media server is closed");
        }
        if (peers >= maximumPeers) {
            throw new MediaException("the media server is full: " + maximumPeers + " peer connections are open");
        }
    }

    void peerOpened() {
        peers++;
        decideAdmission();
    }

    void peerClosed() {
        peers--;
        decideAdmission();
    }

    private void decideAdmission() {
        if (draining) {
            admission = Admission.DRAINING;
            if (peers == 0) {
                empty.complete(null);
            }
        } else if (peers >= maximumPeers) {
            admission = Admission.FULL;
        } else {
            admission = stress.refuses() ? Admission.BUSY : Admission.OPEN;
        }
    }

    /** Whether newcomers should be let in; from any thread. */
    public Admission admission() {
        return admission;
    }

    /** Lets no newcomers in any more; completes when the last peer has gone. From any thread. */
    public CompletableFuture<Void> drain() {
        environment.mailbox().post(now -> {
            draining = true;
            decideAdmission();
        });
        return empty;
    }

    /**
     * Takes note of how busy the loop is, a few times each second.
     *
     * @param load the part of its time that it works, 0 to 1
     */
    public void load(double load, long nowNanos) {
        this.load = load;
        int before = stress.layersTaken();
        boolean refusing = stress.refuses();
        if (!stress.measured(load, nowNanos)) {
            return;
        }
        if (stress.layersTaken() > before || (stress.refuses() && !refusing)) {
            environment.counters().increment(MediaCounter.STRESS_RAISED);
        }
        LOG.warn(
                "the media loop works {} % of its time; upper video layers held back: {}; newcomers: {}",
                Math.round(load * 100), stress.layersTaken(), stress.refuses() ? "turned away" : "let in");
        decideAdmission();
    }

    /** The part of its time that the loop worked lately; from any thread. */
    public double load() {
        return load;
    }

    /** How many of the highest spatial layers nobody should be sent. */
    int layersTaken() {
        return stress.layersTaken();
    }

    String name(String prefix) {
        return prefix + "-" + ++names + "-"
                + Integer.toUnsignedString(environment.random().nextInt(), 36);
    }

    void remember(SessionPart part) {
        sessions.add(part);
    }

    void forget(SessionPart part) {
        sessions.remove(part);
    }

    /** Runs a request on the loop and tells its outcome. */
    <T> CompletableFuture<T> submit(Request<T> request) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        environment.mailbox().post(now -> {
            try {
                outcome.complete(request.run(now));
            } catch (MediaException e) {
                outcome.completeExceptionally(e);
            } catch (RuntimeException | AssertionError e) {
                LOG.error("a request failed by a fault of this server", e);
                outcome.completeExceptionally(new MediaException("fault of this server: " + e, e));
            }
        });
        return outcome;
    }

    /** What a door's method does on the loop. */
    interface Request<T> {
        T run(long nowNanos);
    }
}
