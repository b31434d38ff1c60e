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
 */
final class Forwarding implements Benchmark {
    private static final int VIDEO = 1_150;
    private static final int VIDEO_RATE = 160;
    private static final int AUDIO = 120;
    private static final int AUDIO_RATE = 50;
    private static final int TICKS = 150;
    private static final long SECOND = 1_000_000_000L;

    private static final int SUBSCRIBERS = 100;
    private static final int SECONDS = 10;
    private static final List<String> COLUMNS =
            List.of("what", "packets", "lost", "calls per 1,000 packets", "loop CPU s/M", "server CPU s/M");

    @Override
    public String name() {
        return "forwarding";
    }

    @Override
    public void run(Report report) throws Exception {
        report.section("Forwarding", """
                CPU seconds per million forwarded packets: %s. ICE consent, DTLS-SRTP, reports and retransmission are on. \
                Publisher and subscribers are fake peers in the same process on a thread of their own. "loop" counts the \
                media loop's thread; "server" the whole process but the fake peers' thread, so all garbage collection and \
                compilation is charged to the server. The floor sends as many packets of the same sizes by plain `sendmmsg`, \
                without encryption, RTCP or segmentation offload.
                """.formatted(conditions()));
        report.table(COLUMNS, List.of(forward(MediaConfig.Engine.LINUX), forward(MediaConfig.Engine.NIO), floor()));
    }

    /** The traffic in words. */
    private static String conditions() {
        return ("1 publisher, %d subscribers, %d video packets of %d bytes in 30 bursts and %d audio packets of %d bytes"
                        + " per second, %d s after 5 s of warm-up, 127.0.0.1")
                .formatted(SUBSCRIBERS, VIDEO_RATE, VIDEO, AUDIO_RATE, AUDIO, SECONDS);
    }

    private static List<String> forward(MediaConfig.Engine engine) throws Exception {
        try (MediaServer server = MediaServers.start(MediaConfig.defaults()
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .port(0)
                        .engine(engine));
                SocketPeers peers = new SocketPeers(InetAddress.getLoopbackAddress())) {
            List<FakeReceiver> receivers = connect(server, peers, SUBSCRIBERS);
            TimeUnit.SECONDS.sleep(5);
            long forwarded = server.count(MediaCounter.RTP_FORWARDED);
            long received = received(peers, receivers);
            long sent = server.count(MediaCounter.SENT_PACKETS);
            long calls = server.count(MediaCounter.SEND_CALLS);
            long loop = ThreadCpu.named("media-0");
            long process = ThreadCpu.process() - ThreadCpu.named("fake-peers");

            TimeUnit.SECONDS.sleep(SECONDS);

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

    private static List<String> floor() throws Exception {
        try (Selector selector = Selector.open()) {
            List<DatagramChannel> channels = new ArrayList<>();
            List<InetSocketAddress> targets = new ArrayList<>();
            for (int i = 0; i < SUBSCRIBERS; i++) {
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
                long[] result = pace(floor, SECONDS);
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
    private static long[] pace(SendmmsgFloor floor, int seconds) throws Exception {
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
