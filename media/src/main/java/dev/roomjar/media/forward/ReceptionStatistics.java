package dev.roomjar.media.forward;

import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.SequenceNumbers;

/** Loss and jitter of one SSRC as it arrived, for receiver reports (RFC 3550 §6.4.1, A.3, A.8). Not thread safe. */
final class ReceptionStatistics {
    private static final int MAX_LOST = 0x7f_ffff;
    private static final int MIN_LOST = -0x80_0000;

    private final int ssrc;
    private final int clockRate;
    private final long first;
    private long highest;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private int transit;
    private boolean hasTransit;

    /** Sixteen times the jitter, in ticks of the media clock. */
    private long scaledJitter;

    ReceptionStatistics(int ssrc, int clockRate, int firstSequenceNumber) {
        this.ssrc = ssrc;
        this.clockRate = clockRate;
        this.first = firstSequenceNumber;
        this.highest = firstSequenceNumber;
    }

    int ssrc() {
        return ssrc;
    }

    /** Takes note of a packet as it came, retransmissions excepted. */
    void received(int sequenceNumber, int timestamp, long nowNanos) {
        highest = Math.max(highest, SequenceNumbers.unwrap(sequenceNumber, highest));
        received++;
        int arrival = (int) (nowNanos / 1000 * clockRate / 1_000_000);
        int newTransit = arrival - timestamp;
        if (hasTransit) {
            long difference = Math.abs((long) (newTransit - transit));
            scaledJitter += difference - ((scaledJitter + 8) >> 4);
        }
        transit = newTransit;
        hasTransit = true;
    }

    /** Variation of the transit time, in ticks of the media clock. */
    long jitter() {
        return scaledJitter >> 4;
    }

    /** Packets that should have come, by their numbers. */
    long expected() {
        return highest - first + 1;
    }

    long cumulativeLost() {
        return Math.clamp(expected() - received, MIN_LOST, MAX_LOST);
    }

    /** Adds a report block and begins the next interval. */
    boolean write(RtcpWriter out, SenderReportMemory senderReport, long nowNanos) {
        long expected = expected();
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        int fraction = expectedNow == 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        expectedBefore = expected;
        receivedBefore = received;
        return out.reportBlock(
                ssrc,
                fraction,
                (int) cumulativeLost(),
                (int) highest,
                jitter(),
                senderReport.middleNtp(),
                senderReport.delay(nowNanos));
    }
}
