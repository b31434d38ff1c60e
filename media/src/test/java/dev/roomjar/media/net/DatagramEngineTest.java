package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Destination;
import dev.roomjar.media.peer.Outbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both engines do the same. */
class DatagramEngineTest {
    private static final long SECOND = 1_000_000_000L;

    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    private record Datagram(byte[] bytes, TransportAddress source, int base) {}

    static Stream<MediaConfig.Engine> engines() {
        boolean linux = System.getProperty("os.name").equals("Linux");
        return linux ? Stream.of(MediaConfig.Engine.LINUX, MediaConfig.Engine.NIO) : Stream.of(MediaConfig.Engine.NIO);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void packetsOfAllSizesArriveWholeAndInOrder(MediaConfig.Engine kind) {
        Random random = new Random(1);
        try (DatagramEngine sender = open(kind, "127.0.0.1");
                DatagramEngine receiver = open(kind, "127.0.0.1")) {
            Outbox outbox = new Outbox(256, sender);
            Destination destination = destination(receiver);
            List<byte[]> sent = new ArrayList<>();
            for (int size : new int[] {1_150, 1_150, 1_150, 1_149, 1_150, 120, 1_200, 1_200, 1, 1_500, 60, 60}) {
                byte[] packet = new byte[size];
                random.nextBytes(packet);
                sent.add(packet);
                outbox.add(packet, 0, size, destination);
            }
            outbox.flush();

            List<Datagram> received = receive(receiver, sent.size());

            assertThat(received).extracting(Datagram::bytes).containsExactlyElementsOf(sent);
            assertThat(received).extracting(Datagram::source).containsOnly(TransportAddress.of(sender.localAddress()));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void interleavedPacketsReachTheirDestinations(MediaConfig.Engine kind) {
        try (DatagramEngine sender = open(kind, "127.0.0.1");
                DatagramEngine one = open(kind, "127.0.0.1");
                DatagramEngine other = open(kind, "127.0.0.1")) {
            Outbox outbox = new Outbox(8, sender);
            Destination first = destination(one);
            Destination second = destination(other);
            for (byte i = 0; i < 20; i++) {
                outbox.add(new byte[] {1, i}, 0, 2, first);
                outbox.add(new byte[] {2, i}, 0, 2, second);
            }
            outbox.flush();

            assertThat(receive(one, 20)).allMatch(datagram -> datagram.bytes()[0] == 1);
            assertThat(receive(other, 20))
                    .extracting(datagram -> datagram.bytes()[1])
                    .isSorted();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void oneSocketSpeaksIpv4AndIpv6(MediaConfig.Engine kind) {
        Assumptions.assumeTrue(ipv6Works(kind), "no IPv6 on this machine");
        try (DatagramEngine both = open(kind, "::");
                DatagramEngine v4 = open(kind, "127.0.0.1");
                DatagramEngine v6 = open(kind, "::1")) {
            int port = both.localAddress().getPort();
            send(v4, new Destination(TransportAddress.of(address("127.0.0.1", port))), 4);
            assertThat(receive(both, 1).getFirst().source()).isEqualTo(TransportAddress.of(v4.localAddress()));
            send(v6, new Destination(TransportAddress.of(address("::1", port))), 6);
            assertThat(receive(both, 1).getFirst().source()).isEqualTo(TransportAddress.of(v6.localAddress()));

            send(both, destination(v4), 40);
            send(both, destination(v6), 60);
            assertThat(receive(v4, 1).getFirst().bytes()).containsExactly(40);
            assertThat(receive(v6, 1).getFirst().bytes()).containsExactly(60);
        }
    }

    @Test
    void anAnswerLeavesFromTheAddressThatWasAsked() {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "NIO cannot");
        try (DatagramEngine server = open(MediaConfig.Engine.LINUX, "0.0.0.0");
                DatagramEngine peer = open(MediaConfig.Engine.LINUX, "127.0.0.1")) {
            int port = server.localAddress().getPort();
            // The route to the peer would prefer 127.0.0.1.
            send(peer, new Destination(TransportAddress.of(address("127.0.0.1", port))), 1);
            send(peer, new Destination(TransportAddress.of(address("127.0.0.2", port))), 2);
            List<Datagram> asked = receive(server, 2);
            assertThat(asked).extracting(Datagram::base).doesNotContain(0).doesNotHaveDuplicates();

            List<Destination> back = asked.stream()
                    .map(question -> new Destination(question.source().from(question.base())))
                    .toList();
            Outbox outbox = new Outbox(8, server);
            for (int round = 0; round < 3; round++) {
                addRun(outbox, back.getFirst(), 1);
                addRun(outbox, back.getLast(), 2);
                outbox.flush();
            }

            TransportAddress other = TransportAddress.of(address("127.0.0.2", port));
            assertThat(receive(peer, 18))
                    .extracting(Datagram::source)
                    .filteredOn(source -> source.equals(other))
                    .hasSize(9);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aWakeUpEndsTheWait(MediaConfig.Engine kind) throws InterruptedException {
        try (DatagramEngine engine = open(kind, "127.0.0.1")) {
            Thread waker = Thread.ofVirtual().start(engine::wakeUp);
            long before = System.nanoTime();

            assertThat(engine.receive(new Inbox(), 10 * SECOND)).isZero();

            assertThat(System.nanoTime() - before).isLessThan(5 * SECOND);
            waker.join();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anUnreachableDestinationCostsOnlyItsOwnPackets(MediaConfig.Engine kind) {
        Counters counters = new Counters();
        try (DatagramEngine sender = Engines.open(kind, address("127.0.0.1", 0), counters);
                DatagramEngine receiver = open(kind, "127.0.0.1")) {
            Outbox outbox = new Outbox(8, sender);
            Destination nowhere = new Destination(TransportAddress.of(address("192.0.2.77", 9)));
            outbox.add(new byte[] {1}, 0, 1, nowhere);
            outbox.add(new byte[] {2}, 0, 1, destination(receiver));
            outbox.add(new byte[] {3}, 0, 1, nowhere);
            outbox.add(new byte[] {4}, 0, 1, destination(receiver));
            outbox.flush();

            assertThat(receive(receiver, 2))
                    .extracting(datagram -> datagram.bytes()[0])
                    .containsExactly((byte) 2, (byte) 4);
            assertThat(counters.count(MediaCounter.SENT_PACKETS) + counters.count(MediaCounter.SEND_FAILED))
                    .isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(MediaConfig.Engine.class)
    void aTakenPortIsNamed(MediaConfig.Engine kind) {
        Assumptions.assumeTrue(kind != MediaConfig.Engine.LINUX
                || System.getProperty("os.name").equals("Linux"));
        try (DatagramEngine first = open(kind, "127.0.0.1")) {
            InetSocketAddress taken = first.localAddress();

            assertThatThrownBy(() -> Engines.open(kind, taken, new Counters()).close())
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("cannot bind UDP")
                    .hasMessageContaining(String.valueOf(taken.getPort()));
        }
    }

    private static void send(DatagramEngine engine, Destination to, int value) {
        Outbox outbox = new Outbox(4, engine);
        outbox.add(new byte[] {(byte) value}, 0, 1, to);
        outbox.flush();
    }

    /** What segmentation takes together. */
    private static void addRun(Outbox outbox, Destination to, int value) {
        for (int i = 0; i < 3; i++) {
            outbox.add(new byte[] {(byte) value}, 0, 1, to);
        }
    }

    private static List<Datagram> receive(DatagramEngine engine, int count) {
        Inbox inbox = new Inbox();
        List<Datagram> datagrams = new ArrayList<>();
        long deadline = System.nanoTime() + 5 * SECOND;
        while (datagrams.size() < count && System.nanoTime() < deadline) {
            int received = engine.receive(inbox, SECOND);
            for (int i = 0; i < received; i++) {
                int from = inbox.offset(i);
                datagrams.add(new Datagram(
                        Arrays.copyOfRange(inbox.bytes, from, from + inbox.length[i]),
                        new TransportAddress(inbox.sourceHigh[i], inbox.sourceLow[i], inbox.sourcePort[i]),
                        inbox.base[i]));
            }
        }
        assertThat(datagrams).hasSize(count);
        return datagrams;
    }

    static boolean ipv6Works(MediaConfig.Engine kind) {
        try (DatagramEngine engine = open(kind, "::1")) {
            return engine.localAddress().getPort() > 0;
        } catch (MediaException e) {
            return false;
        }
    }

    private static Destination destination(DatagramEngine engine) {
        return new Destination(TransportAddress.of(engine.localAddress()));
    }

    private static DatagramEngine open(MediaConfig.Engine kind, String host) {
        return Engines.open(kind, address(host, 0), new Counters());
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
