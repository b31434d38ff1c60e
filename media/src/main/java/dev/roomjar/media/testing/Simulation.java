package dev.roomjar.media.testing;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.SessionListener;
import dev.roomjar.media.congestion.BandwidthLimits;
import dev.roomjar.media.dtls.DtlsCertificate;
import dev.roomjar.media.dtls.DtlsLimits;
import dev.roomjar.media.ice.IceTimings;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Destination;
import dev.roomjar.media.peer.Mailbox;
import dev.roomjar.media.peer.Outbox;
import dev.roomjar.media.peer.PeerEnvironment;
import dev.roomjar.media.sfu.Placement;
import dev.roomjar.media.sfu.Sfu;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A media server and its peers on a simulated network in simulated time: a minute of call takes a fraction of a second. Nothing
 * here has a socket or a clock. Only DTLS has a will of its own: it runs on threads and its retransmission timer is real. So the
 * simulated clock stands still while one of those threads has something to do, and while a handshake is under way it goes no faster
 * than a real one.
 *
 * <p>Thread rule: one thread.
 */
public final class Simulation implements AutoCloseable {
    private static final int SERVER = 0xcb007101;
    private static final int PORT = 4002;
    private static final long STEP_WHILE_HANDSHAKING = 1_000_000L;
    private static final long WINK = 20_000L;
    private static final long LONGEST_STANDSTILL = TimeUnit.SECONDS.toNanos(60);

    private final LinkedBlockingQueue<Posted> mailbox = new LinkedBlockingQueue<>();
    private final SimulatedNetwork network;
    private final Map<TransportAddress, FakePeer> peers = new HashMap<>();
    private final Random random;
    private final FakePeer.Environment environment;
    private final List<Loop> loops = new ArrayList<>();
    private long now = 1_000_000_000L;
    private int addresses;
    private LongSupplier gauge = () -> 0;
    private long enteredAt;
    private long metered;

    /** A task and the loop that it is for. */
    private record Posted(Loop loop, Mailbox.Task task) {}

    /** One of the server's loops. */
    private final class Loop {
        final TransportAddress address = TransportAddress.ofIpv4(SERVER, PORT + loops.size());
        final Counters counters = new Counters();
        final DtlsLimits limits = DtlsLimits.ofConcurrentHandshakes(64);
        final Sfu sfu;
        private final Queue<Mailbox.Task> waiting = new ArrayDeque<>();
        private boolean stalled;
        private long deadline;

        Loop(DtlsCertificate certificate, SecureRandom secure) {
            PeerEnvironment server = new PeerEnvironment(
                    new Outbox(1_024, this::deliver),
                    task -> mailbox.add(new Posted(this, task)),
                    counters,
                    certificate,
                    limits,
                    IceTimings.DEFAULT,
                    secure,
                    Duration.ofSeconds(30));
            sfu = new Sfu(server, List.of(address), 1_000, BandwidthLimits.DEFAULT);
        }

        private void deliver(Outbox outbox) {
            metered += gauge.getAsLong() - enteredAt;
            for (int i = 0; i < outbox.destinationCount(); i++) {
                Destination destination = outbox.destination(i);
                for (int packet = outbox.first(destination); packet >= 0; packet = outbox.next(packet)) {
                    byte[] bytes = outbox.bytes(packet);
                    network.sendDown(address, destination.address(), bytes, 0, bytes.length, now);
                }
            }
            enteredAt = gauge.getAsLong();
        }

        void receive(TransportAddress from, byte[] bytes) {
            // What comes to a loop that does not read its socket is lost.
            if (!stalled) {
                enteredAt = gauge.getAsLong();
                sfu.receive(bytes, 0, bytes.length, from.high(), from.low(), from.port(), from.base(), now);
                if (bytes.length > 0 && bytes[0] < 0) { // RTP and RTCP (RFC 7983 §7)
                    metered += gauge.getAsLong() - enteredAt;
                }
                deadline = now;
            }
        }

        void run(Mailbox.Task task) {
            if (stalled) {
                waiting.add(task);
            } else {
                task.run(now);
                deadline = now;
            }
        }

        void stall(boolean is) {
            stalled = is;
            while (!stalled && !waiting.isEmpty()) {
                run(waiting.remove());
            }
        }

        void advance() {
            while (!stalled && deadline <= now) {
                enteredAt = gauge.getAsLong();
                sfu.takeCrossings(now);
                deadline = sfu.advance(now);
                metered += gauge.getAsLong() - enteredAt;
            }
        }

        long deadline() {
            return stalled ? Long.MAX_VALUE : deadline;
        }
    }

    /** @param seed decides the network's behaviour and the peers' choices */
    public Simulation(long seed) {
        this(seed, 1, Placement.DEFAULT);
    }

    /**
     * A server of several loops, all on the one thread of the simulation.
     *
     * @param placement when sessions spread over them
     */
    public Simulation(long seed, int loopCount, Placement placement) {
        random = new Random(seed);
        network = new SimulatedNetwork(seed);
        SecureRandom secure = new SecureRandom();
        DtlsCertificate certificate = DtlsCertificate.generate(secure, Instant.EPOCH.plus(Duration.ofDays(20_000)));
        for (int i = 0; i < loopCount; i++) {
            loops.add(new Loop(certificate, secure));
        }
        environment =
                new FakePeer.Environment(task -> mailbox.add(new Posted(loops.getFirst(), task)), certificate, random);
        List<Sfu> all = loops.stream().map(loop -> loop.sfu).toList();
        all.forEach(sfu -> sfu.join(all, placement));
    }

    /**
     * Sets what to meter of the server's work on RTP, RTCP and deadlines; connectivity checks, tasks and the network apart.
     *
     * @param gauge only grows, such as the bytes that this thread allocated
     */
    public void meter(LongSupplier gauge) {
        this.gauge = gauge;
        metered = 0;
    }

    /** What the gauge has grown by in the server since {@link #meter}. */
    public long metered() {
        return metered;
    }

    public MediaSession openSession() {
        return openSession(SessionListener.NONE, MediaSession.AUDIBLE_AT_ONCE);
    }

    public MediaSession openSession(SessionListener listener, int audibleAtOnce) {
        return sfu().openSession(listener, audibleAtOnce);
    }

    /** The server, or its first loop, where all sessions are at home. */
    public Sfu sfu() {
        return sfu(0);
    }

    /** One of the server's loops. */
    public Sfu sfu(int loop) {
        return loops.get(loop).sfu;
    }

    /** Keeps a loop from doing anything, as a machine with too much to do would; its datagrams are lost. */
    public void stall(int loop, boolean stalled) {
        loops.get(loop).stall(stalled);
    }

    /** Adds a publisher with an address of its own. */
    public FakePublisher publisher(FakePublisher.Media media) {
        return peer(network -> new FakePublisher(environment, network, media));
    }

    /** Adds a publisher of several sizes with an address of its own. */
    public FakeSimulcastPublisher simulcastPublisher() {
        return peer(network -> new FakeSimulcastPublisher(environment, network));
    }

    /** Adds a receiver with an address of its own. */
    public FakeReceiver receiver() {
        return peer(network -> new FakeReceiver(environment, network));
    }

    private <P extends FakePeer> P peer(Function<PeerNetwork, P> factory) {
        TransportAddress address = newAddress();
        P peer = factory.apply(
                (to, buffer, offset, length, at) -> network.sendUp(address, to, buffer, offset, length, now));
        peers.put(address, peer);
        return peer;
    }

    private TransportAddress newAddress() {
        return TransportAddress.ofIpv4(0xc6336400 + ++addresses, 50_000 + addresses % 15_000);
    }

    /** The inside address of a peer. */
    public TransportAddress addressOf(FakePeer peer) {
        return peers.entrySet().stream()
                .filter(entry -> entry.getValue() == peer)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Sets what the network does to a peer from now on. */
    public void conditions(FakePeer peer, LinkConditions toServer, LinkConditions fromServer) {
        network.conditions(addressOf(peer), toServer, fromServer, now);
    }

    /** Takes a peer out of the network, without a word to the server. */
    public void remove(FakePeer peer) {
        TransportAddress address = addressOf(peer);
        peers.remove(address);
        network.remove(address);
        // Ends its DTLS, which is a thread, without a sound.
        peer.silent(true);
        peer.close();
    }

    /** How much the server holds. */
    public Sfu.Census census() {
        return sfu().census();
    }

    /** Gives a peer another outside address, as a NAT that forgot its binding. */
    public void rebind(FakePeer peer) {
        network.rebind(addressOf(peer), newAddress());
    }

    /** Gives a peer another outside address, by a TCP connection of its own or by UDP. */
    public void move(FakePeer peer, boolean tcp) {
        network.rebind(addressOf(peer), newAddress().from(tcp ? TransportAddress.TCP + addresses : 0));
    }

    /** Gives bytes to the server as if they came from that address. */
    public void inject(TransportAddress from, byte[] bytes) {
        loops.getFirst().receive(from, bytes.clone());
    }

    /** Lets time pass. */
    public void run(Duration time) {
        long end = now + time.toNanos();
        while (now < end) {
            step(end);
        }
    }

    /** Lets time pass until something is so, for so long at most; tells whether it is. */
    public boolean runUntil(BooleanSupplier condition, Duration atMost) {
        long end = now + atMost.toNanos();
        while (!condition.getAsBoolean() && now < end) {
            step(end);
        }
        return condition.getAsBoolean();
    }

    /** Lets the server do what was asked of it without letting time pass. */
    public void settle() {
        runTasks();
        loops.forEach(loop -> loop.deadline = now);
        advanceServer();
    }

    /** What one loop does may be something for another to do. */
    private void advanceServer() {
        do {
            runTasks();
            loops.forEach(Loop::advance);
        } while (!mailbox.isEmpty());
    }

    private void step(long end) {
        deliverArrived();
        runTasks();
        long next = end;
        for (FakePeer peer : List.copyOf(peers.values())) {
            next = Math.min(next, peer.advance(now));
        }
        advanceServer();
        for (Loop loop : loops) {
            next = Math.min(next, loop.deadline());
        }
        next = Math.min(next, network.deadline());
        if (dtlsWorks()) {
            standStill();
            return;
        }
        if (isHandshaking()) {
            awaitTask();
            next = Math.min(next, now + STEP_WHILE_HANDSHAKING);
        }
        if (mailbox.isEmpty()) {
            now = Math.max(now, next);
        }
    }

    private void deliverArrived() {
        for (SimulatedNetwork.Delivery arrived = network.poll(now); arrived != null; arrived = network.poll(now)) {
            byte[] bytes = arrived.bytes();
            Loop loop = loopAt(arrived.to());
            if (loop != null) {
                loop.receive(arrived.from(), bytes.clone());
                continue;
            }
            FakePeer peer = peers.get(arrived.to());
            if (peer != null) {
                peer.receive(bytes, 0, bytes.length, now);
            }
        }
    }

    private @Nullable Loop loopAt(TransportAddress address) {
        for (Loop loop : loops) {
            if (loop.address.equals(address)) {
                return loop;
            }
        }
        return null;
    }

    private void runTasks() {
        for (Posted posted = mailbox.poll(); posted != null; posted = mailbox.poll()) {
            posted.loop().run(posted.task());
        }
    }

    private boolean dtlsWorks() {
        return !environment.limits().backlog().isEmpty()
                || loops.stream().anyMatch(loop -> !loop.limits.backlog().isEmpty());
    }

    private boolean isHandshaking() {
        return peers.values().stream().anyMatch(FakePeer::isHandshaking);
    }

    private void standStill() {
        long since = System.nanoTime();
        while (mailbox.isEmpty() && dtlsWorks()) {
            LockSupport.parkNanos(WINK);
            if (System.nanoTime() - since > LONGEST_STANDSTILL) {
                throw new IllegalStateException("a DTLS thread got nothing done for " + LONGEST_STANDSTILL + " ns");
            }
        }
    }

    private void awaitTask() {
        try {
            Posted posted = mailbox.poll(STEP_WHILE_HANDSHAKING, TimeUnit.NANOSECONDS);
            if (posted != null) {
                posted.loop().run(posted.task());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a handshake", e);
        }
    }

    public long count(MediaCounter counter) {
        return loops.stream().mapToLong(loop -> loop.counters.count(counter)).sum();
    }

    /** Simulated time so far, in nanoseconds of an arbitrary origin. */
    public long now() {
        return now;
    }

    @Override
    public void close() {
        loops.forEach(loop -> loop.sfu.close(now));
        peers.values().forEach(FakePeer::close);
    }
}
