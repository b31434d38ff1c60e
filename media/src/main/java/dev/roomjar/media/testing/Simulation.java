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
import dev.roomjar.media.sfu.Sfu;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A media server and its peers on a simulated network in simulated time: a minute of call takes a fraction of a second. Nothing
 * here has a socket or a clock. Only DTLS has a will of its own: it runs on threads and its retransmission timer is real, so
 * while a handshake is under way the simulated clock goes no faster than a real one.
 *
 * <p>Thread rule: one thread.
 */
public final class Simulation implements AutoCloseable {
    private static final TransportAddress SERVER = TransportAddress.ofIpv4(0xcb007101, 4002);
    private static final long STEP_WHILE_HANDSHAKING = 1_000_000L;

    private final LinkedBlockingQueue<Mailbox.Task> mailbox = new LinkedBlockingQueue<>();
    private final SimulatedNetwork network;
    private final Counters counters = new Counters();
    private final Map<TransportAddress, FakePeer> peers = new HashMap<>();
    private final Random random;
    private final FakePeer.Environment environment;
    private final Sfu sfu;
    private long now = 1_000_000_000L;
    private long serverDeadline;
    private int addresses;

    /** @param seed decides the network's behaviour and the peers' choices */
    public Simulation(long seed) {
        random = new Random(seed);
        network = new SimulatedNetwork(seed);
        SecureRandom secure = new SecureRandom();
        DtlsCertificate certificate = DtlsCertificate.generate(secure, Instant.EPOCH.plus(Duration.ofDays(20_000)));
        environment = new FakePeer.Environment(mailbox::add, certificate, random);
        PeerEnvironment server = new PeerEnvironment(
                new Outbox(1_024, this::deliver),
                mailbox::add,
                counters,
                certificate,
                DtlsLimits.ofConcurrentHandshakes(64),
                IceTimings.DEFAULT,
                secure,
                Duration.ofSeconds(30));
        sfu = new Sfu(server, List.of(SERVER), 1_000, BandwidthLimits.DEFAULT);
    }

    private void deliver(Outbox outbox) {
        for (int i = 0; i < outbox.destinationCount(); i++) {
            Destination destination = outbox.destination(i);
            for (int packet = outbox.first(destination); packet >= 0; packet = outbox.next(packet)) {
                network.sendDown(
                        SERVER,
                        destination.address(),
                        outbox.bytes(),
                        outbox.offset(packet),
                        outbox.length(packet),
                        now);
            }
        }
    }

    public MediaSession openSession() {
        return openSession(SessionListener.NONE, MediaSession.AUDIBLE_AT_ONCE);
    }

    public MediaSession openSession(SessionListener listener, int audibleAtOnce) {
        return sfu.openSession(listener, audibleAtOnce);
    }

    /** The server. */
    public Sfu sfu() {
        return sfu;
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
        return sfu.census();
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
        byte[] copy = bytes.clone();
        sfu.receive(copy, 0, copy.length, from.high(), from.low(), from.port(), from.base(), now);
        serverDeadline = now;
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
        serverDeadline = sfu.advance(now);
    }

    private void step(long end) {
        deliverArrived();
        runTasks();
        long next = end;
        for (FakePeer peer : List.copyOf(peers.values())) {
            next = Math.min(next, peer.advance(now));
        }
        if (serverDeadline <= now || !mailbox.isEmpty()) {
            settle();
        }
        next = Math.min(next, Math.min(serverDeadline, network.deadline()));
        if (isHandshaking()) {
            awaitTask();
            next = Math.min(next, now + STEP_WHILE_HANDSHAKING);
        }
        now = Math.max(now, next);
    }

    private void deliverArrived() {
        for (SimulatedNetwork.Delivery arrived = network.poll(now); arrived != null; arrived = network.poll(now)) {
            byte[] bytes = arrived.bytes();
            if (arrived.to().equals(SERVER)) {
                inject(arrived.from(), bytes);
            } else {
                FakePeer peer = peers.get(arrived.to());
                if (peer != null) {
                    peer.receive(bytes, 0, bytes.length, now);
                }
            }
        }
    }

    private void runTasks() {
        for (Mailbox.Task task = mailbox.poll(); task != null; task = mailbox.poll()) {
            task.run(now);
            serverDeadline = now;
        }
    }

    private boolean isHandshaking() {
        return peers.values().stream().anyMatch(FakePeer::isHandshaking);
    }

    private void awaitTask() {
        try {
            Mailbox.@Nullable Task task = mailbox.poll(STEP_WHILE_HANDSHAKING, TimeUnit.NANOSECONDS);
            if (task != null) {
                task.run(now);
                serverDeadline = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a handshake", e);
        }
    }

    public long count(MediaCounter counter) {
        return counters.count(counter);
    }

    /** Simulated time so far, in nanoseconds of an arbitrary origin. */
    public long now() {
        return now;
    }

    @Override
    public void close() {
        sfu.close(now);
        peers.values().forEach(FakePeer::close);
    }
}
