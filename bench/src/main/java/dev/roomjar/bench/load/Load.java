package dev.roomjar.bench.load;

import dev.roomjar.media.dtls.DtlsCertificate;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All peers of a load, each with a socket of its own, on one thread. It asks each socket once in a millisecond rather than being told of
 * what arrives: on one machine the sender pays for waking the receiver, and for entering it in lists of who is to be woken, which no
 * server pays for its peers elsewhere.
 *
 * <p>Thread rule: the public methods may be called from any thread.
 */
public final class Load implements AutoCloseable {
    private static final long PAUSE = 1_000_000L;
    private static final long TICK = 10_000_000L;

    /** A peer has its turn once in so many ticks. */
    private static final int TURNS = 10;

    private static final int MOST_SAMPLES = 1 << 20;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment scratch = arena.allocate(2_048, 64);
    private final Batch batch;
    private final boolean wholeSegments;
    private final SecureRandom random = new SecureRandom();
    private final DtlsCertificate certificate = DtlsCertificate.generate(random, Instant.now());
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<LoadPeer> peers = new ArrayList<>();
    private final List<LoadPublisher> publishers = new ArrayList<>();
    private final List<LoadSubscriber> subscribers = new ArrayList<>();
    private final Thread thread;
    private long[] latencies = new long[0];
    private int latencyCount;
    private long readAt;
    private long nextTick;
    private int turn;
    private volatile boolean closing;

    /** @param wholeSegments whether sockets take segmented runs whole ({@code UDP_GRO}), as network cards that segment do */
    public Load(boolean wholeSegments) {
        this.wholeSegments = wholeSegments;
        batch = new Batch(arena, wholeSegments);
        thread = Thread.ofPlatform().name("load").daemon().start(this::run);
    }

    /** Opens a publisher of known bytes and gives its offer. */
    public Publishing publish(Traffic traffic) {
        return publish(new Pattern(traffic));
    }

    /** Opens a publisher of what browsers can decode and gives its offer. */
    public Publishing publish(Clip clip) {
        return publish(new Talk(clip, random));
    }

    private Publishing publish(Source source) {
        return call(() -> {
            LoadPublisher publisher = new LoadPublisher(this, source);
            publishers.add(publisher);
            return new Publishing(this, publisher, publisher.offer());
        });
    }

    /** A publisher that waits for its answer. */
    public record Publishing(Load load, LoadPublisher publisher, String offer) {

        public void answered(String sdp) {
            load.call(() -> {
                publisher.answered(sdp, System.nanoTime());
                return true;
            });
        }
    }

    /** Opens a subscriber. */
    public Subscribing subscribe() {
        return call(() -> {
            LoadSubscriber subscriber = new LoadSubscriber(this);
            subscribers.add(subscriber);
            return new Subscribing(this, subscriber);
        });
    }

    /** A subscriber on its way. */
    public record Subscribing(Load load, LoadSubscriber subscriber) {

        /** Takes an offer and gives the answer. */
        public String answer(String sdp) {
            return load.call(() -> subscriber.answer(sdp, System.nanoTime()));
        }

        /** Whether every stream that was offered has begun. */
        public boolean complete() {
            return load.call(subscriber::complete);
        }

        /** Nanoseconds from the first offer to the first video packet. */
        public long joinedAfter() {
            return load.call(subscriber::joinedAfter);
        }

        /** Why it cannot join; empty while nothing is wrong. */
        public String failure() {
            return load.call(subscriber::failure);
        }
    }

    /** Totals since the load began. */
    public Totals totals() {
        return call(() -> {
            long expected = 0;
            long received = 0;
            long repaired = 0;
            for (LoadSubscriber subscriber : subscribers) {
                for (ReceivedStream stream : subscriber.streams()) {
                    expected += stream.expected();
                    received += stream.received();
                    repaired += stream.repairs();
                }
            }
            return new Totals(
                    expected,
                    received,
                    repaired,
                    subscribers.stream().mapToLong(LoadSubscriber::corrupt).sum(),
                    subscribers.stream().mapToLong(LoadSubscriber::sampled).sum(),
                    subscribers.stream().mapToLong(LoadSubscriber::strays).sum());
        });
    }

    /**
     * What all subscribers got.
     *
     * @param expected packets that the server numbered
     * @param received those that came, retransmissions apart
     * @param repaired those that came by retransmission
     * @param corrupt samples that could not be decrypted or were not as sent
     * @param sampled packets that were decrypted
     * @param strays packets of no stream that was offered
     */
    public record Totals(long expected, long received, long repaired, long corrupt, long sampled, long strays) {
        public Totals minus(Totals before) {
            return new Totals(
                    expected - before.expected,
                    received - before.received,
                    repaired - before.repaired,
                    corrupt - before.corrupt,
                    sampled - before.sampled,
                    strays - before.strays);
        }
    }

    /** Begins to take latencies. */
    public void measureLatency() {
        call(() -> {
            latencies = new long[MOST_SAMPLES];
            latencyCount = 0;
            return true;
        });
    }

    /** Ends it and gives the latencies of the samples, in nanoseconds, in ascending order. */
    public long[] latencies() {
        return call(() -> {
            long[] taken = Arrays.copyOf(latencies, latencyCount);
            latencies = new long[0];
            latencyCount = 0;
            Arrays.sort(taken);
            return taken;
        });
    }

    void latency(long nanos) {
        if (latencyCount < latencies.length) {
            latencies[latencyCount++] = nanos;
        }
    }

    LoadSocket openSocket(LoadPeer peer) {
        LoadSocket socket = new LoadSocket(arena, scratch, wholeSegments);
        peers.add(peer);
        return socket;
    }

    private void run() {
        while (!closing) {
            long now = System.nanoTime();
            long due = now + TICK;
            for (LoadPublisher publisher : publishers) {
                due = Math.min(due, publisher.send(now));
            }
            if (now >= nextTick) {
                nextTick = now + TICK;
                turn = (turn + 1) % TURNS;
                for (int i = turn; i < peers.size(); i += TURNS) {
                    peers.get(i).tick(now);
                }
            }
            LockSupport.parkNanos(Math.clamp(due - System.nanoTime(), 0, PAUSE));
            receive();
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
        peers.forEach(LoadPeer::close);
    }

    private void receive() {
        for (int i = 0; i < peers.size(); i++) {
            LoadPeer peer = peers.get(i);
            boolean more = true;
            while (more) {
                readAt = System.nanoTime();
                more = batch.read(peer.socket.descriptor(), peer);
            }
        }
    }

    /** When the datagrams at hand were read. */
    long readAt() {
        return readAt;
    }

    void post(Runnable task) {
        tasks.add(task);
    }

    private <T> T call(Supplier<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        post(() -> {
            try {
                result.complete(action.get());
            } catch (RuntimeException | AssertionError e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }

    RandomGenerator random() {
        return random;
    }

    DtlsCertificate certificate() {
        return certificate;
    }

    Arena arena() {
        return arena;
    }

    @Override
    public void close() {
        post(() -> closing = true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
