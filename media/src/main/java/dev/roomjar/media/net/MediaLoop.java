package dev.roomjar.media.net;

import dev.roomjar.media.AdvertisedAddress;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.dtls.DtlsCertificate;
import dev.roomjar.media.dtls.DtlsLimits;
import dev.roomjar.media.ice.IceTimings;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Mailbox;
import dev.roomjar.media.peer.Outbox;
import dev.roomjar.media.peer.PeerEnvironment;
import dev.roomjar.media.sfu.Sfu;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that owns a UDP socket, a TCP port and the sessions behind it. Each turn: wait for datagrams, a task or a deadline; hand all of
 * them in; settle; send everything in as few system calls as it takes.
 */
final class MediaLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

    /** What is sent in one go at most: few enough to stay in the processor's cache from writing to sending. */
    private static final int OUTBOX_PACKETS = 256;

    /** Browsers send a frame's packets within this time, most of them; it adds to the delay of what came first. */
    private static final long LONGEST_GATHER = 200_000L;

    private static final long LONGEST_WAIT = 1_000_000_000L;

    private final DatagramEngine engine;
    private final LoopMailbox mailbox;
    private final Inbox inbox = new Inbox();
    private final Counters counters = new Counters();
    private final LoopLoad load = new LoopLoad(System.nanoTime());
    private final @Nullable TcpPort tcp;
    private final @Nullable OutsideAddress outside;
    private final @Nullable SharedAnswers shared;
    private volatile List<AdvertisedAddress> advertised;
    private final Sfu sfu;
    private final PortDirectory.@Nullable Desk desk;
    private final Handover.Taker taker;
    private final Thread thread;
    private volatile boolean closing;

    MediaLoop(
            MediaConfig config,
            int index,
            int port,
            PortDirectory directory,
            DtlsCertificate certificate,
            DtlsLimits limits,
            SecureRandom random) {
        LoopSockets sockets = LoopSockets.open(config, index, port, counters);
        engine = sockets.engine();
        mailbox = sockets.mailbox();
        tcp = sockets.tcp();
        int ownPort = engine.localAddress().getPort();
        List<AdvertisedAddress> own = LocalAddresses.advertised(config, ownPort);
        advertised = own;
        Outbox outbox = new Outbox(OUTBOX_PACKETS, engine, tcp);
        PeerEnvironment environment = new PeerEnvironment(
                outbox, mailbox, counters, certificate, limits, IceTimings.DEFAULT, random, config.connectTimeout());
        sfu = new Sfu(
                environment,
                candidates(advertised),
                Math.max(1, config.maximumPeers() / config.loops()),
                config.bandwidth());
        Reach reach = config.reach();
        boolean asks = reach.stunServer() != null && reach.advertised().isEmpty();
        shared = config.singlePort() && asks ? directory.answers() : null;
        Consumer<List<InetSocketAddress>> learn = found -> {
            advertised = LocalAddresses.withOutside(own, found, reach.protocols(), ownPort);
            sfu.candidates(candidates(advertised));
        };
        if (shared != null) {
            shared.learner(mailbox, learn);
        }
        outside = reach.stunServer() == null || !asks || (shared != null && index > 0)
                ? null
                : new OutsideAddress(
                        reach.stunServer(), mailbox, outbox, random, shared == null ? learn : shared::tell);
        taker = sfu::receive;
        if (config.singlePort()) {
            desk = directory.desk(counters, mailbox, tcp);
            sfu.share(desk);
        } else {
            desk = null;
        }
        thread = Thread.ofPlatform().name("media-" + index).unstarted(this::run);
    }

    private static List<TransportAddress> candidates(List<AdvertisedAddress> advertised) {
        return advertised.stream()
                .map(each -> TransportAddress.of(each.address())
                        .from(each.protocol() == AdvertisedAddress.Protocol.TCP ? TransportAddress.TCP : 0))
                .toList();
    }

    void start() {
        LOG.info("media on {}, advertised as {} ({})", engine.localAddress(), advertised, engine.description());
        if (tcp != null) {
            tcp.start(thread.getName() + "-tcp", sfu);
        }
        if (outside != null) {
            sfu.unclaimed(outside::take);
            if (shared != null) {
                shared.asker(mailbox, outside::take);
            }
            outside.start();
        } else if (shared != null) {
            sfu.unclaimed(shared::pass);
        }
        thread.start();
    }

    private void run() {
        long deadline = Long.MAX_VALUE;
        while (!closing) {
            try {
                deadline = turn(deadline);
            } catch (RuntimeException | AssertionError e) {
                // Faults are caught where they can be laid at one peer; what comes here must not end the calls of all
                // others.
                LOG.error("a turn of the media loop failed", e);
                deadline = 0;
            }
        }
        sfu.close(System.nanoTime());
        closeSockets();
    }

    private long turn(long deadline) {
        int received = engine.receive(inbox, timeout(deadline));
        long now = System.nanoTime();
        handIn(received, now);
        long waited = gather(now);
        runTasks(now);
        long next = advance(now);
        long done = System.nanoTime();
        double measured = load.turn(now + waited, done);
        if (measured >= 0) {
            sfu.load(measured, done);
        }
        return next;
    }

    /**
     * Waits a moment for the rest of the frames that have begun to come, so that they are forwarded whole. Tells how long it
     * waited.
     */
    private long gather(long since) {
        long waited = 0;
        long until = since + LONGEST_GATHER;
        for (long now = since; now < until && sfu.isWithinFrame(); now = System.nanoTime()) {
            int received = engine.receive(inbox, until - now);
            long then = System.nanoTime();
            waited += then - now;
            handIn(received, then);
        }
        return waited;
    }

    private void handIn(int received, long now) {
        for (int i = 0; i < received; i++) {
            sfu.receive(
                    inbox.bytes,
                    inbox.offset(i),
                    inbox.length[i],
                    inbox.sourceHigh[i],
                    inbox.sourceLow[i],
                    inbox.sourcePort[i],
                    inbox.base[i],
                    now);
        }
        // From here on, what is posted or handed over wakes the loop again.
        mailbox.opened();
        if (desk != null) {
            desk.drain(taker, now);
        }
        sfu.takeCrossings(now);
    }

    private long advance(long now) {
        // Before the peers, whose turn it is to send.
        long next = outside == null ? Long.MAX_VALUE : outside.advance(now);
        next = Math.min(next, sfu.advance(now));
        return tcp == null ? next : Math.min(next, tcp.advance(now));
    }

    private void closeSockets() {
        if (tcp != null) {
            tcp.close();
        }
        engine.close();
    }

    private static long timeout(long deadline) {
        return Math.clamp(deadline == Long.MAX_VALUE ? LONGEST_WAIT : deadline - System.nanoTime(), 0, LONGEST_WAIT);
    }

    private void runTasks(long now) {
        for (Mailbox.Task task = mailbox.poll(); task != null; task = mailbox.poll()) {
            try {
                task.run(now);
            } catch (RuntimeException | AssertionError e) {
                LOG.error("a task on the media loop failed", e);
            }
        }
    }

    int port() {
        return engine.localAddress().getPort();
    }

    /** How many peers it serves now. */
    long peers() {
        return counters.count(MediaCounter.PEERS_OPENED) - counters.count(MediaCounter.PEERS_CLOSED);
    }

    Sfu sfu() {
        return sfu;
    }

    Counters counters() {
        return counters;
    }

    /** The port that the loop's UDP socket is bound to. */
    int udpPort() {
        return engine.localAddress().getPort();
    }

    List<AdvertisedAddress> advertised() {
        return advertised;
    }

    @Override
    public void close() {
        closing = true;
        engine.wakeUp();
        if (thread.getState() == Thread.State.NEW) {
            closeSockets();
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MediaException("interrupted while the media loop was ending", e);
        }
    }
}
