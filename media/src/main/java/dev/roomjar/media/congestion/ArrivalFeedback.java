package dev.roomjar.media.congestion;

import dev.roomjar.media.rtcp.RtcpPacket.TransportFeedback;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.SequenceNumbers;
import java.util.Arrays;

/**
 * Remembers when the packets of one transport arrived and tells their sender
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01), so that it can estimate the bandwidth. Without it browsers stay near
 * 300 kbit/s. Allocates nothing per packet. Not thread safe.
 */
public final class ArrivalFeedback {
    // Feedback takes a twentieth of what arrives, as libwebrtc's receivers hold it, within these bounds.
    static final long SHORTEST_INTERVAL_NANOS = 50_000_000;
    static final long LONGEST_INTERVAL_NANOS = 250_000_000;
    private static final long FIRST_INTERVAL_NANOS = 100_000_000;
    private static final double SHARE = 0.05;

    /** Of a usual feedback packet with its headers. */
    private static final double FEEDBACK_BITS = 68 * 8;

    /** Most packets told of at once, so that feedback fits any datagram. */
    static final int MAX_PACKETS = 400;

    private static final long DELTA_NANOS = 250_000;
    private static final long REFERENCE_NANOS = 64_000_000;
    private static final int WINDOW = 4096;
    private static final int REORDER_WINDOW = 512;

    private final long[] sequence = new long[WINDOW];
    private final long[] arrival = new long[WINDOW];
    private final int[] deltas = new int[MAX_PACKETS];
    private long highest = -1;

    /** The first packet that the next feedback tells of. */
    private long next;

    private final RateMeter rate = new RateMeter();
    private long dueAt = Long.MAX_VALUE;
    private int feedbackCount;

    public ArrivalFeedback() {
        Arrays.fill(sequence, -1);
    }

    /**
     * Takes note of a packet.
     *
     * @param sequenceNumber its transport-wide one, 0 to 65535
     * @param length of the RTP packet in bytes
     */
    public void received(int sequenceNumber, int length, long nowNanos) {
        rate.add(length, nowNanos / 1000);
        long unwrapped = highest < 0 ? sequenceNumber + 0x10000L : SequenceNumbers.unwrap(sequenceNumber, highest);
        boolean first = highest < 0;
        if (first || unwrapped - highest > WINDOW - REORDER_WINDOW) {
            // The start, or a gap too long to tell of.
            next = unwrapped;
        } else if (unwrapped < next) {
            if (next - unwrapped > REORDER_WINDOW) {
                return;
            }
            // Told as lost before; overlapping feedback corrects it.
            next = unwrapped;
        }
        highest = Math.max(highest, unwrapped);
        int slot = (int) (unwrapped & (WINDOW - 1));
        if (sequence[slot] == unwrapped) {
            return;
        }
        sequence[slot] = unwrapped;
        arrival[slot] = nowNanos;
        dueAt = Math.min(dueAt, nowNanos + intervalNanos(nowNanos));
    }

    private long intervalNanos(long nowNanos) {
        long arriving = rate.bitsPerSecond(nowNanos / 1000);
        if (arriving == 0) {
            return FIRST_INTERVAL_NANOS;
        }
        double perSecond = SHARE * arriving / FEEDBACK_BITS;
        return (long) Math.clamp(1e9 / perSecond, SHORTEST_INTERVAL_NANOS, LONGEST_INTERVAL_NANOS);
    }

    /** When feedback is due, {@link Long#MAX_VALUE} while there is nothing to tell. */
    public long nextDeadline() {
        return dueAt;
    }

    /**
     * Adds feedback to a compound where it is due and fits.
     *
     * @return whether it was added; there may be more at once
     */
    public boolean write(RtcpWriter out, int senderSsrc, int mediaSsrc, long nowNanos) {
        if (nowNanos < dueAt) {
            return false;
        }
        next = Math.max(next, highest - WINDOW + 1);
        long firstArrival = firstArrival();
        long reference = Math.floorDiv(firstArrival, REFERENCE_NANOS);
        int count = fillDeltas(reference);
        if (!out.transportFeedback(
                senderSsrc, mediaSsrc, (int) next & 0xffff, (int) reference, feedbackCount & 0xff, deltas, count)) {
            return false;
        }
        feedbackCount++;
        next += count;
        dueAt = next <= highest ? nowNanos : Long.MAX_VALUE;
        return true;
    }

    private long firstArrival() {
        long at = next;
        while (!arrived(at)) {
            at++;
        }
        return arrival[(int) (at & (WINDOW - 1))];
    }

    /** Fills in as many packets as fit one feedback; returns how many. */
    private int fillDeltas(long reference) {
        int count = 0;
        // In ticks of 250 µs, rounded as the sender will add them up, so that rounding errors do not pile up.
        long previous = reference * (REFERENCE_NANOS / DELTA_NANOS);
        while (count < MAX_PACKETS && next + count <= highest) {
            long packet = next + count;
            if (arrived(packet)) {
                long ticks = Math.floorDiv(arrival[(int) (packet & (WINDOW - 1))], DELTA_NANOS);
                long delta = ticks - previous;
                if (delta != (short) delta) {
                    break;
                }
                deltas[count] = (int) delta;
                previous = ticks;
            } else {
                deltas[count] = TransportFeedback.LOST;
            }
            count++;
        }
        return count;
    }

    private boolean arrived(long packet) {
        return sequence[(int) (packet & (WINDOW - 1))] == packet;
    }
}
