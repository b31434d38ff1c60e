package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Destination;
import dev.roomjar.media.peer.Outbox;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segmentation offload, devices that refuse it, and send buffers that are full. */
@EnabledOnOs(OS.LINUX)
class LinuxEngineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Counters counters = new Counters();
    private final LinuxEngine receiver = new LinuxEngine(ANY, new Counters(), true);

    /** The real kernel behind one that may refuse each message first. */
    private final class Kernel extends LinuxEngine {
        /** From the number of packets in the first message to 0 or the error. */
        private IntUnaryOperator refusal;

        Kernel(IntUnaryOperator refusal) {
            super(ANY, counters, true);
            this.refusal = refusal;
        }

        @Override
        int transmit(long headers, int count) {
            int errno = refusal.applyAsInt(packets(headers));
            return errno == 0 ? super.transmit(headers, 1) : -errno;
        }

        @SuppressWarnings("restricted")
        private static int packets(long header) {
            return (int) MemorySegment.ofAddress(header).reinterpret(64).get(ValueLayout.JAVA_LONG, 24);
        }
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void equalPacketsToOneDestinationGoOutTogether() {
        try (LinuxEngine sender = new LinuxEngine(ANY, counters, true)) {
            send(sender, 1_000, 1_000, 1_000, 1_000, 700);

            assertThat(receive(5)).isEqualTo(5);
            assertThat(counters.count(MediaCounter.SENT_PACKETS)).isEqualTo(5);
            assertThat(counters.count(MediaCounter.SENT_SEGMENTED)).isEqualTo(5);
        }
    }

    @Test
    void packetsThatGrowDoNot() {
        try (LinuxEngine sender = new LinuxEngine(ANY, counters, true)) {
            send(sender, 700, 800, 900);

            assertThat(receive(3)).isEqualTo(3);
            assertThat(counters.count(MediaCounter.SENT_SEGMENTED)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LinuxCalls.EIO, LinuxCalls.EINVAL})
    void aDeviceThatRefusesSegmentationGetsPacketByPacketFromThenOn(int errno) {
        try (LinuxEngine sender = new Kernel(packets -> packets > 1 ? errno : 0)) {
            send(sender, 1_000, 1_000, 1_000, 700);
            assertThat(receive(4)).isEqualTo(4);
            assertThat(sender.segmentation()).isFalse();

            send(sender, 1_000, 1_000);
            assertThat(receive(2)).isEqualTo(2);
            assertThat(counters.count(MediaCounter.SENT_PACKETS)).isEqualTo(6);
            assertThat(counters.count(MediaCounter.SENT_SEGMENTED)).isZero();
            assertThat(counters.count(MediaCounter.SEND_FAILED)).isZero();
        }
    }

    @Test
    void aDestinationThatRefusesEverythingDoesNotEndSegmentation() {
        try (LinuxEngine sender = new Kernel(packets -> LinuxCalls.EINVAL)) {
            send(sender, 1_000, 1_000, 1_000);

            assertThat(sender.segmentation()).isTrue();
            assertThat(counters.count(MediaCounter.SEND_FAILED)).isEqualTo(3);
        }
    }

    @Test
    void aFullSendBufferIsWaitedForOnceAndThenTheRestIsDropped() {
        try (LinuxEngine sender = new Kernel(packets -> packets == 3 ? 0 : LinuxCalls.EAGAIN)) {
            Outbox outbox = new Outbox(16, sender);
            add(outbox, destination(), 1_000, 1_000, 1_000);
            add(outbox, destination(), 1_000, 1_000);
            add(outbox, destination(), 1_000);
            outbox.flush();

            assertThat(receive(3)).isEqualTo(3);
            assertThat(counters.count(MediaCounter.SEND_OVERFLOWED)).isEqualTo(3);
            assertThat(counters.count(MediaCounter.SENT_PACKETS)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LinuxCalls.EAGAIN, LinuxCalls.ENOBUFS, LinuxCalls.EINTR})
    void aSendBufferThatHasRoomAgainCostsNothing(int errno) {
        int[] refusals = {1};
        try (LinuxEngine sender = new Kernel(packets -> refusals[0]-- > 0 ? errno : 0)) {
            send(sender, 1_000, 1_000, 1_000);

            assertThat(receive(3)).isEqualTo(3);
            assertThat(counters.count(MediaCounter.SEND_OVERFLOWED)).isZero();
        }
    }

    private void send(LinuxEngine sender, int... sizes) {
        Outbox outbox = new Outbox(64, sender);
        add(outbox, destination(), sizes);
        outbox.flush();
    }

    private static void add(Outbox outbox, Destination destination, int... sizes) {
        for (int size : sizes) {
            outbox.add(new byte[size], 0, size, destination);
        }
    }

    private Destination destination() {
        return new Destination(TransportAddress.of(receiver.localAddress()));
    }

    private int receive(int count) {
        Inbox inbox = new Inbox();
        int received = 0;
        long deadline = System.nanoTime() + 5 * SECOND;
        while (received < count && System.nanoTime() < deadline) {
            received += receiver.receive(inbox, SECOND);
        }
        return received;
    }
}
