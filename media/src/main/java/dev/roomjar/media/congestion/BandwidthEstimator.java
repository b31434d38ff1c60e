package dev.roomjar.media.congestion;

import dev.roomjar.media.rtcp.RtcpPacket.TransportFeedback;

/**
 * How much can be sent to one receiver now (draft-ietf-rmcat-gcc-02). One per receiver, over all its streams. Start reading at
 * {@link #sent} and {@link #received(int, int, int[], int, long)}. Not thread safe: one loop.
 *
 * <p>It lives on the best that the receiver agreed to: transport-wide feedback; else the receiver's own estimates (REMB) bounded by reported loss;
 * else reported loss alone. Rates are bits per second of whole datagrams, UDP and IPv4 headers included.
 */
public final class BandwidthEstimator {
    /** In place of a round-trip time: none is known yet. */
    public static final long UNKNOWN = -1;

    /** What a datagram has beyond the RTP packet: IPv4, UDP, authentication tag. */
    private static final int OVERHEAD = 20 + 8 + 16;

    private static final int LARGEST_SIZE = 0xffff;
    private static final long TICK_MICROS = 250;
    private static final long DEFAULT_ROUND_TRIP_MICROS = 100_000;
    private static final long SILENCE_MICROS = 3_000_000;
    private static final long SILENCE_STEP_MICROS = 1_000_000;
    private static final double SILENCE_FACTOR = 0.8;
    private static final long LOSS_WINDOW_MICROS = 1_000_000;
    private static final int LOSS_WINDOW_PACKETS = 20;
    private static final double ROUND_TRIP_WEIGHT = 0.125;

    /** Bad radio links lose half of everything in their worst seconds; what is left can be mended. */
    private static final double CARRIES = 0.4;

    /** A queue that grows tells that the path is full, and that most of the loss will stay. */
    private static final double CARRIES_WITH_QUEUE = 0.85;

    private static final long QUEUE_MICROS = 2_000_000;
    private static final double CARRIES_BY_REPORTS = 0.7;

    /** For about a second's worth of feedback. */
    private static final double CARRIED_WEIGHT = 0.1;

    private final BandwidthLimits limits;
    private final SentPackets packets;
    private final RateMeter sent = new RateMeter();
    private final RateMeter arrived = new RateMeter();
    private final TransportTime receiverTime = new TransportTime();
    private final DelayDetector delay = new DelayDetector();
    private final RateControl rate;
    private final LossControl loss = new LossControl();
    private final Probing probing = new Probing();
    private final ReportedBandwidth reported;
    private boolean transportWide;
    private long desired;
    private int untracked;
    private long roundTripMicros = UNKNOWN;
    private boolean feedbackDue;
    private long heardAt;
    private long delayGrewAt = Long.MIN_VALUE / 2;
    private double carried = 1;
    private long estimate;

    // What feedback told since the last look at the loss.
    private long lossWindowAt;
    private int told;
    private int missed;
    private long toldBytes;
    private double lossFraction;

    public BandwidthEstimator(BandwidthLimits limits) {
        this(limits, 1);
    }

    /** @param first the first transport-wide sequence number, 0 to 65535; any will do */
    BandwidthEstimator(BandwidthLimits limits, int first) {
        this.limits = limits;
        packets = new SentPackets(first + 0x10000L);
        rate = new RateControl(limits);
        reported = new ReportedBandwidth(limits);
        estimate = limits.start();
    }

    /** Tells what the receiver agreed to: whether transport-wide feedback will come. */
    public void negotiated(boolean transportWideFeedback) {
        transportWide = transportWideFeedback;
    }

    /** What may be sent per second from now on, within the limits given; the start value before anything is known. */
    public long bitsPerSecond(long nowNanos) {
        return estimate;
    }

    /** The latest round-trip time in nanoseconds by feedback, {@link #UNKNOWN} before the first. */
    public long roundTripNanos() {
        return roundTripMicros == UNKNOWN ? UNKNOWN : roundTripMicros * 1000;
    }

    /** The share of packets lost in the last second or so, 0 to 1. */
    public double lossFraction() {
        return transportWide ? lossFraction : reported.lossFraction();
    }

    /**
     * Whether what is sent arrives for the most part, be it with gaps. A low estimate alone is no proof of the contrary: perhaps
     * little was sent, or a bad radio link loses some of everything.
     */
    public boolean carriesWhatIsSent(long nowNanos) {
        long now = nowNanos / 1000;
        if (transportWide) {
            return carried >= (now - delayGrewAt < QUEUE_MICROS ? CARRIES_WITH_QUEUE : CARRIES);
        }
        double share = reported.bitsPerSecond() / Math.max(1, sent.bitsPerSecond(now));
        return Math.min(1 - reported.lossFraction(), share) >= CARRIES_BY_REPORTS;
    }

    /** What is sent per second, padding included. */
    public long sentBitsPerSecond(long nowNanos) {
        return sent.bitsPerSecond(nowNanos / 1000);
    }

    /**
     * Tells what would be sent if the bandwidth sufficed. While that is more than the estimate, probes look for more; while it is
     * not (0 at first), none are sent.
     *
     * @param bitsPerSecond of everything that the receiver asked for, at its best quality
     */
    public void desire(long bitsPerSecond) {
        desired = Math.max(0, bitsPerSecond);
    }

    /** What {@link #desire} told last. */
    public long desired() {
        return desired;
    }

    /**
     * Takes note of an RTP packet that leaves with a transport-wide sequence number.
     *
     * @param length of the RTP packet before its protection
     * @param padding whether it carries nothing new
     * @return its number, 0 to 65535
     */
    public int sent(int length, boolean padding, long nowNanos) {
        long now = nowNanos / 1000;
        int size = length + OVERHEAD;
        sent.add(size, now);
        int probe = probing.sent(size, padding, now);
        if (!feedbackDue) {
            feedbackDue = true;
            heardAt = now;
        }
        long number = packets.add(Math.min(LARGEST_SIZE, size + untracked), probe, now);
        untracked = 0;
        return (int) number & 0xffff;
    }

    /** Takes note of an RTP packet that leaves without a number, since its section did not agree to any. */
    public void sentUntracked(int length, boolean padding, long nowNanos) {
        long now = nowNanos / 1000;
        sent.add(length + OVERHEAD, now);
        probing.sent(length + OVERHEAD, padding, now);
        if (transportWide) {
            // It shares the path: counted with the next packet that feedback tells of.
            untracked = Math.min(LARGEST_SIZE, untracked + length + OVERHEAD);
        }
    }

    /** Takes transport-wide feedback. What it tells of packets never sent is ignored. */
    public void received(TransportFeedback feedback, long nowNanos) {
        int[] deltas = feedback.deltas().stream().mapToInt(Integer::intValue).toArray();
        received(feedback.baseSequenceNumber(), feedback.referenceTime(), deltas, deltas.length, nowNanos);
    }

    /** As {@link #received(TransportFeedback, long)} without an object; units as in {@link TransportFeedback}. */
    public void received(int baseSequenceNumber, int referenceTime, int[] deltas, int count, long nowNanos) {
        long now = nowNanos / 1000;
        long first = packets.unwrap(baseSequenceNumber);
        long arrival = receiverTime.micros(referenceTime);
        long newestSent = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            long number = first + i;
            int delta = deltas[i];
            if (delta != TransportFeedback.LOST) {
                arrival += delta * TICK_MICROS;
                if (packets.knows(number) && !packets.hasArrived(number)) {
                    long left = packets.sentMicros(number, now);
                    newestSent = Math.max(newestSent, left);
                    packetArrived(number, left, arrival);
                }
            } else if (packets.knows(number) && !packets.hasArrived(number) && !packets.isMissed(number)) {
                packets.markMissed(number);
                told++;
                missed++;
                toldBytes += packets.size(number);
            }
        }
        if (newestSent != Long.MIN_VALUE) {
            roundTrip(now - newestSent);
            update(now);
        }
    }

    private void packetArrived(long number, long left, long arrival) {
        int size = packets.size(number);
        int probe = packets.probe(number);
        if (packets.isMissed(number)) {
            missed--;
        } else {
            told++;
            toldBytes += size;
        }
        packets.markArrived(number);
        arrived.add(size, arrival);
        if (probe == SentPackets.NO_PROBE) {
            delay.arrived(left, arrival);
        } else {
            // A probe is meant to fill the path: its delay is its own measure.
            probing.arrived(probe, left, arrival, size);
        }
    }

    /** Includes what the receiver waited with its feedback, so that the least of late counts most. */
    private void roundTrip(long micros) {
        if (roundTripMicros == UNKNOWN || micros < roundTripMicros) {
            roundTripMicros = Math.max(micros, 0);
        } else {
            roundTripMicros += (long) (ROUND_TRIP_WEIGHT * (micros - roundTripMicros));
        }
    }

    private void update(long now) {
        heardAt = now;
        feedbackDue = false;
        double before = rate.bitsPerSecond();
        Usage usage = delay.usage();
        if (usage == Usage.OVER) {
            delayGrewAt = now;
            probing.unsettled(now);
        }
        rate.update(
                usage,
                (double) arrived.bitsPerSecond(),
                (double) sent.bitsPerSecond(now),
                roundTripMicros == UNKNOWN ? DEFAULT_ROUND_TRIP_MICROS : roundTripMicros,
                now);
        if (rate.bitsPerSecond() < before) {
            probing.lowered(before, rate.bitsPerSecond(), now);
        }
        takeProbe(usage, now);
        lookAtShare(now);
        lookAtLoss(now);
        settle();
    }

    private void takeProbe(Usage usage, long now) {
        double probed = probing.takeResult((double) estimate, (double) desired, limits, now);
        boolean higher = usage != Usage.OVER && probed > rate.bitsPerSecond();
        // The start value is a guess, which even a short probe knows better.
        boolean lower = probed >= 0 && probed < rate.bitsPerSecond() && probing.saturated() && probing.isFirst();
        if (higher || lower) {
            rate.probed(probed, probing.saturated(), now);
        }
    }

    private void lookAtShare(long now) {
        double sending = sent.bitsPerSecond(now);
        double arriving = arrived.bitsPerSecond();
        if (sending > 0 && arriving > 0) {
            carried += CARRIED_WEIGHT * (Math.min(1, arriving / sending) - carried);
        }
    }

    private void lookAtLoss(long now) {
        if (lossWindowAt == 0) {
            lossWindowAt = now;
        }
        long elapsed = now - lossWindowAt;
        if (elapsed < LOSS_WINDOW_MICROS || told < LOSS_WINDOW_PACKETS) {
            return;
        }
        lossFraction = (double) Math.max(0, missed) / told;
        loss.update(
                told,
                lossFraction,
                toldBytes * 8e6 / elapsed,
                (double) estimate,
                now - delayGrewAt < LOSS_WINDOW_MICROS);
        if (loss.isHigh(lossFraction)) {
            probing.unsettled(now);
        }
        lossWindowAt = now;
        told = 0;
        missed = 0;
        toldBytes = 0;
    }

    private void settle() {
        double assumed =
                transportWide ? Math.min(rate.bitsPerSecond(), loss.bitsPerSecond()) : reported.bitsPerSecond();
        estimate = (long) Math.clamp(assumed, (double) limits.minimum(), (double) limits.maximum());
    }

    /** Takes the receiver's own estimate (draft-alvestrand-rmcat-remb-03). */
    public void received(long bitsPerSecond, long nowNanos) {
        reported.estimated(bitsPerSecond);
        settle();
    }

    /**
     * Takes a receiver report on one stream (RFC 3550 §6.4.1).
     *
     * @param expected packets since the last report on it
     * @param lost how many of them were
     */
    public void reported(long expected, long lost, long nowNanos) {
        reported.reported(expected, lost, sent.bitsPerSecond(nowNanos / 1000), desired, nowNanos / 1000);
        settle();
    }

    /** Looks at the time: starts probes, and lowers the estimate where no feedback comes any more. */
    public void advance(long nowNanos) {
        long now = nowNanos / 1000;
        if (transportWide && feedbackDue && now - heardAt > SILENCE_MICROS) {
            heardAt += SILENCE_STEP_MICROS;
            rate.silence(SILENCE_FACTOR);
            settle();
        }
        probing.advance((double) estimate, (double) desired, limits, now);
    }

    /** Whether a packet of padding should leave now, as part of a probe. */
    public boolean wantsPadding(long nowNanos) {
        return probing.wantsPadding(nowNanos / 1000);
    }

    /** How fast the probe is to be sent, in bits per second: large packets suit fast probes. */
    public long probeBitsPerSecond() {
        return (long) probing.target();
    }

    /** There is no stream that padding could be sent on. */
    public void cannotPad() {
        probing.impossible();
    }

    /** When {@link #wantsPadding} is to be asked next; {@link Long#MAX_VALUE} while no probe is under way. */
    public long nextDeadline() {
        long micros = probing.nextDeadline();
        return micros == Probing.NO_DEADLINE ? Long.MAX_VALUE : micros * 1000;
    }
}
