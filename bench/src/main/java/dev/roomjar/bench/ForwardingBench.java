package dev.roomjar.bench;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.Receiver;
import dev.roomjar.media.ReceiverListener;
import dev.roomjar.media.net.MediaConfig;
import dev.roomjar.media.net.MediaServers;
import dev.roomjar.media.testing.FakePublisher;
import dev.roomjar.media.testing.FakeReceiver;
import dev.roomjar.media.testing.SocketPeers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What forwarding costs: CPU seconds per million forwarded packets, one publisher to many subscribers, everything on (ICE
 * consent, DTLS-SRTP, reports, retransmission), beside the floor of sending as many packets by plain {@code sendmmsg}.
 *
 * <p>Publisher and subscribers are fake peers in this process on a thread of their own. The column "loop" counts the media
 * loop's thread only; "server" counts the whole process but the fake peers' thread, and so charges all collection and
 * compilation to the server.
 *
 * <p>Arguments: subscribers (100), seconds measured (10), engine (AUTO).
 */
public final class ForwardingBench {
    private static final int VIDEO = 1_150;
    private static final int VIDEO_RATE = 160;
    private static final int AUDIO = 120;
    private static final int AUDIO_RATE = 50;
    private static final int TICKS = 150;
    private static final long SECOND = 1_000_000_000L;

    private ForwardingBench() {}

    static final List<String> COLUMNS =
            List.of("what", "packets", "lost", "calls per 1,000 packets", "loop CPU s/M", "server CPU s/M");

    public static void main(String[] arguments) throws Throwable {
        int subscribers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        MediaConfig.Engine engine =
                arguments.length > 2 ? MediaConfig.Engine.valueOf(arguments[2]) : MediaConfig.Engine.AUTO;
        System.out.printf(
                "%s %s %s, %d processors, Java %s, ForwardingBench %s%n%s%n%n",
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.runtime.version"),
                String.join(" ", arguments),
                conditions(subscribers, seconds));
        print(COLUMNS);
        print(COLUMNS.stream().map(column -> "---").toList());
        measure(subscribers, seconds, engine).forEach(ForwardingBench::print);
        System.exit(0); // the thread that drains the floor's sockets may still wait
    }

    private static void print(List<String> cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }

    /** The traffic in words. */
    static String conditions(int subscribers, int seconds) {
        return ("1 publisher, %d subscribers, %d video packets of %d bytes in 30 bursts and %d audio packets of %d bytes"
                        + " per second, %d s after 5 s of warm-up, 127.0.0.1")
                .formatted(subscribers, VIDEO_RATE, VIDEO, AUDIO_RATE, AUDIO, seconds);
    }

    /** The rows of the table: the media server, then the floor. */
    static List<List<String>> measure(int subscribers, int seconds, MediaConfig.Engine engine) throws Throwable {
        return List.of(forward(subscribers, seconds, engine), floor(subscribers, seconds));
    }

    private static List<String> forward(int subscribers, int seconds, MediaConfig.Engine engine) throws Exception {
        try (MediaServer server = MediaServers.start(MediaConfig.defaults()
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .port(0)
                        .engine(engine));
                SocketPeers peers = new SocketPeers(InetAddress.getLoopbackAddress())) {
            List<FakeReceiver> receivers = connect(server, peers, subscribers);
            TimeUnit.SECONDS.sleep(5);
            long forwarded = server.count(MediaCounter.RTP_FORWARDED);
            long received = received(peers, receivers);
            long sent = server.count(MediaCounter.SENT_PACKETS);
            long calls = server.count(MediaCounter.SEND_CALLS);
            long loop = ThreadCpu.named("media-0");
            long process = ThreadCpu.process() - ThreadCpu.named("fake-peers");

            TimeUnit.SECONDS.sleep(seconds);

            process = ThreadCpu.process() - ThreadCpu.named("fake-peers") - process;
            loop = ThreadCpu.named("media-0") - loop;
            forwarded = server.count(MediaCounter.RTP_FORWARDED) - forwarded;
            received = received(peers, receivers) - received;
            sent = server.count(MediaCounter.SENT_PACKETS) - sent;
            calls = server.count(MediaCounter.SEND_CALLS) - calls;
            return List.of(
                    "Roomjar, engine " + engine,
                    "%,d".formatted(forwarded),
                    "%.2f %%".formatted(Math.max(0, 100.0 * (forwarded - received) / forwarded)),
                    "%.0f".formatted(1_000.0 * calls / sent),
                    "%.2f".formatted(perMillion(loop, forwarded)),
                    "%.2f".formatted(perMillion(process, forwarded)));
        }
    }

    private static List<FakeReceiver> connect(MediaServer server, SocketPeers peers, int subscribers) throws Exception {
        MediaSession session = server.openSession();
        FakePublisher publisher = peers.publisher(new FakePublisher.Media(VIDEO, VIDEO_RATE, AUDIO));
        Publication publication = get(session.publish(peers.call(publisher::offer), state -> {}));
        peers.call(() -> {
            publisher.answered(publication.answer());
            return true;
        });
        List<FakeReceiver> receivers = new ArrayList<>();
        for (int i = 0; i < subscribers; i++) {
            receivers.add(subscribe(session, publication, peers));
        }
        return receivers;
    }

    /** Returns once the subscriber is connected: handshakes all at once would be another measurement. */
    private static FakeReceiver subscribe(MediaSession session, Publication publication, SocketPeers peers)
            throws Exception {
        FakeReceiver peer = peers.receiver();
        CompletableFuture<ReceiverListener.Offer> offered = new CompletableFuture<>();
        CompletableFuture<PeerState> connected = new CompletableFuture<>();
        Receiver receiver = get(session.receive(new ReceiverListener() {
            @Override
            public void offered(Offer offer) {
                offered.complete(offer);
            }

            @Override
            public void stateChanged(PeerState state) {
                connected.complete(state);
            }
        }));
        get(receiver.subscribe(publication));
        ReceiverListener.Offer offer = get(offered);
        get(receiver.answer(offer.revision(), peers.call(() -> peer.answer(offer.sdp()))));
        if (get(connected) != PeerState.CONNECTED) {
            throw new IllegalStateException("a subscriber is " + connected.join());
        }
        return peer;
    }

    private static long received(SocketPeers peers, List<FakeReceiver> receivers) {
        return peers.call(
                () -> receivers.stream().mapToLong(FakeReceiver::packets).sum());
    }

    private static List<String> floor(int subscribers, int seconds) throws Throwable {
        try (Selector selector = Selector.open()) {
            List<DatagramChannel> channels = new ArrayList<>();
            List<InetSocketAddress> targets = new ArrayList<>();
            for (int i = 0; i < subscribers; i++) {
                DatagramChannel channel = DatagramChannel.open();
                channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, channel);
                channels.add(channel);
                targets.add((InetSocketAddress) channel.getLocalAddress());
            }
            Thread drain = Thread.ofPlatform().daemon().start(() -> drain(selector));
            try (SendmmsgFloor floor = new SendmmsgFloor(targets)) {
                pace(floor, 2);
                long before = ThreadCpu.current();
                long[] result = pace(floor, seconds);
                long cpu = ThreadCpu.current() - before;
                return List.of(
                        "plain sendmmsg, no encryption",
                        "%,d".formatted(result[0]),
                        "–",
                        "%.0f".formatted(1_000.0 * result[1] / result[0]),
                        "%.2f".formatted(perMillion(cpu, result[0])),
                        "–");
            } finally {
                drain.interrupt();
                drain.join();
                for (DatagramChannel channel : channels) {
                    channel.close();
                }
            }
        }
    }

    /** Sends the same mix at the same pace; tells how many packets in how many calls. */
    private static long[] pace(SendmmsgFloor floor, int seconds) throws Throwable {
        long packets = 0;
        long calls = 0;
        long start = System.nanoTime();
        for (int tick = 0; tick < seconds * TICKS; tick++) {
            long due = start + tick * (SECOND / TICKS);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            int video = tick % 5 == 0 ? VIDEO_RATE * (tick / 5 + 1) / 30 - VIDEO_RATE * (tick / 5) / 30 : 0;
            int audio = tick % 3 == 0 ? 1 : 0;
            for (int i = 0; i < video + audio; i++) {
                packets += floor.send(i < video ? VIDEO + 16 : AUDIO + 16);
                calls++;
            }
        }
        return new long[] {packets, calls};
    }

    private static void drain(Selector selector) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                selector.select(key -> {
                    try {
                        while (((DatagramChannel) key.channel()).receive(buffer.clear()) != null) {}
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double perMillion(long cpuNanos, long packets) {
        return cpuNanos / 1e9 / (packets / 1e6);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
