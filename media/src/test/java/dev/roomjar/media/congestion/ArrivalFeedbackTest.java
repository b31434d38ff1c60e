package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.rtcp.RtcpPacket.TransportFeedback;
import dev.roomjar.media.rtcp.RtcpParser;
import dev.roomjar.media.rtcp.RtcpWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArrivalFeedbackTest {
    private static final long MILLISECOND = 1_000_000;
    private final ArrivalFeedback feedback = new ArrivalFeedback();
    private final byte[] buffer = new byte[1456];

    @Test
    void nothingIsDueBeforeTheFirstPacket() {
        assertThat(feedback.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(poll(0)).isEmpty();
    }

    @Test
    void arrivalsAreToldATenthOfASecondAfterTheFirst() {
        feedback.received(65_535, 1_000, 1000 * MILLISECOND);
        feedback.received(1, 1_000, 1010 * MILLISECOND);

        assertThat(poll(1099 * MILLISECOND)).isEmpty();
        TransportFeedback told = poll(1100 * MILLISECOND).getFirst();

        assertThat(told.baseSequenceNumber()).isEqualTo(65_535);
        assertThat(told.referenceTime()).isEqualTo(15);
        assertThat(told.deltas()).containsExactly(160, TransportFeedback.LOST, 40);
        assertThat(feedback.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void lossAtTheBeginningOfAnIntervalIsTold() {
        feedback.received(10, 1_000, 1000 * MILLISECOND);
        poll(1100 * MILLISECOND);
        feedback.received(13, 1_000, 1200 * MILLISECOND);

        TransportFeedback told = poll(1450 * MILLISECOND).getFirst();

        assertThat(told.baseSequenceNumber()).isEqualTo(11);
        assertThat(told.deltas()).startsWith(TransportFeedback.LOST, TransportFeedback.LOST);
        assertThat(told.feedbackCount()).isEqualTo(1);
    }

    @Test
    void aPacketToldAsLostIsCorrectedWhenItComes() {
        feedback.received(10, 1_000, 1000 * MILLISECOND);
        feedback.received(12, 1_000, 1001 * MILLISECOND);
        poll(1100 * MILLISECOND);
        feedback.received(11, 1_000, 1150 * MILLISECOND);

        TransportFeedback told = poll(1400 * MILLISECOND).getFirst();

        assertThat(told.baseSequenceNumber()).isEqualTo(11);
        assertThat(told.deltas()).hasSize(2).doesNotContain(TransportFeedback.LOST);
    }

    /** Over minutes of loss and reordering the sender learns each arrival to a quarter of a millisecond. */
    @Test
    void addedUpDeltasGiveTheArrivalTimes() {
        Random random = new Random(9);
        Map<Integer, Long> arrivals = new TreeMap<>();
        Map<Integer, Long> told = new TreeMap<>();
        // A clock as System.nanoTime may be: far below zero.
        long now = -7_000_000_000_123L;
        for (int number = 0; number < 20_000; number++) {
            now += random.nextInt(6_000_000);
            if (random.nextInt(20) > 0) {
                int swapped = random.nextInt(10) == 0 ? Math.max(0, number - 3) : number;
                if (arrivals.putIfAbsent(swapped, now) == null) {
                    feedback.received(swapped & 0xffff, 1_000, now);
                }
            }
            for (TransportFeedback packet : poll(now)) {
                addUp(packet, number, told);
            }
        }
        told.forEach((number, at) -> assertThat(at)
                .as("packet %d", number)
                .isCloseTo(arrivals.get(number), org.assertj.core.data.Offset.offset(250_000L)));
        assertThat(told.size()).isGreaterThan(arrivals.size() - 100);
    }

    @Test
    void anOutageIsToldInSeveralPackets() {
        feedback.received(0, 1_000, 0);
        poll(100 * MILLISECOND);
        feedback.received(2000, 1_000, 20_000 * MILLISECOND);

        List<TransportFeedback> told = poll(20_250 * MILLISECOND);

        assertThat(told.stream().mapToInt(packet -> packet.deltas().size()).sum())
                .isEqualTo(2000);
    }

    private static void addUp(TransportFeedback packet, int nearest, Map<Integer, Long> told) {
        long at = packet.referenceTime() * 64_000_000L;
        int number = nearest + (short) (packet.baseSequenceNumber() - nearest);
        for (int delta : packet.deltas()) {
            if (delta != TransportFeedback.LOST) {
                at += delta * 250_000L;
                told.put(number, at);
            }
            number++;
        }
    }

    private List<TransportFeedback> poll(long now) {
        List<TransportFeedback> packets = new ArrayList<>();
        RtcpWriter writer = new RtcpWriter().wrap(buffer, 0, buffer.length);
        while (feedback.write(writer, 1, 2, now)) {
            RtcpParser.parse(buffer, 0, writer.length()).forEach(packet -> packets.add((TransportFeedback) packet));
            writer.wrap(buffer, 0, buffer.length);
        }
        return packets;
    }
}
