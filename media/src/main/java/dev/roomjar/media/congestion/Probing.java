package dev.roomjar.media.congestion;

/**
 * Decides when to look for more bandwidth than is used: for a moment, padding raises the rate, and how fast that arrives tells
 * what there is. The first probe goes out with the first media, at three times the start value, each that succeeds is followed by
 * one at twice what it found, and then there is one every few seconds, and one soon after a drop. Not thread safe.
 *
 * <p>Probes do no harm: none while the receiver has all that was asked for, while a queue grows or much is lost, and but the
 * regular ones while no media is sent; each is at most a few packets or 15 ms at its rate, and at most a quarter above what is wanted.
 */
final class Probing {
    static final long NO_DEADLINE = Long.MAX_VALUE;

    private static final double FIRST = 3;
    private static final double NEXT = 2;
    private static final double SUCCESS = 0.7;
    private static final double ABOVE_DESIRED = 1.25;
    private static final double WORTH_MORE = 1.05;
    private static final double RECOVERY = 0.85;
    private static final double DROP = 0.66;
    private static final long MICROS = 15_000;
    private static final int LEAST_PACKETS = 5;
    private static final long LONGEST_MICROS = 150_000;
    private static final long RESULT_MICROS = 1_000_000;
    private static final long INTERVAL_MICROS = 5_000_000;
    private static final long CALM_MICROS = 1_000_000;
    private static final long RECOVERY_MICROS = 2_000_000;
    private static final long MEDIA_MICROS = 250_000;

    private final ProbeClusters clusters = new ProbeClusters();

    /** Of the probe being sent or measured; 0 for none. */
    private int id;

    private int ids;
    private double target;
    private boolean sending;
    private long startedAt;
    private long bytes;
    private int packets;
    private boolean probed;
    private int results;
    private long lastProbeAt;
    private long mediaAt = Long.MIN_VALUE / 2;
    private long unsettledAt = Long.MIN_VALUE / 2;

    // The last time that the estimate went down, in one or more steps.
    private double dropFrom;
    private long loweredAt = Long.MIN_VALUE / 2;
    private boolean recovers;

    /** Takes note of a packet that leaves; returns which probe it belongs to. */
    int sent(int size, boolean padding, long nowMicros) {
        if (!padding) {
            mediaAt = nowMicros;
        }
        if (!sending) {
            return SentPackets.NO_PROBE;
        }
        if (packets == 0) {
            startedAt = nowMicros;
        }
        bytes += size;
        packets++;
        clusters.sent(id, size);
        int own = id;
        if ((packets >= LEAST_PACKETS && bytes * 8e6 >= target * MICROS) || nowMicros - startedAt > LONGEST_MICROS) {
            sending = false;
            clusters.complete(id);
        }
        return own;
    }

    void arrived(int probe, long sentMicros, long arrivalMicros, int size) {
        clusters.arrived(probe, sentMicros, arrivalMicros, size);
    }

    /** Something speaks against probing now. */
    void unsettled(long nowMicros) {
        unsettledAt = nowMicros;
    }

    /** The estimate was lowered; a large drop, in whatever steps, is worth a probe when it is over. */
    void lowered(double before, double after, long nowMicros) {
        if (nowMicros - loweredAt > CALM_MICROS) {
            dropFrom = before;
        }
        loweredAt = nowMicros;
        recovers = after < DROP * dropFrom;
    }

    /** Starts a probe where one is due. */
    void advance(double estimate, double desired, BandwidthLimits limits, long nowMicros) {
        if (id != 0) {
            giveUp(nowMicros);
            return;
        }
        boolean wanted = desired > WORTH_MORE * estimate && estimate < limits.maximum();
        if (!wanted) {
            return;
        }
        // Where nothing is sent because nothing fits, only a probe can find out that it would.
        boolean idle = nowMicros - mediaAt > MEDIA_MICROS;
        if (!probed) {
            if (!idle) {
                begin(FIRST * estimate, estimate, desired, limits, nowMicros);
            }
        } else if (nowMicros - unsettledAt > CALM_MICROS) {
            if (recovers && !idle && nowMicros - loweredAt > RECOVERY_MICROS) {
                recovers = false;
                begin(Math.min(RECOVERY * dropFrom, FIRST * estimate), estimate, desired, limits, nowMicros);
            } else if (nowMicros - lastProbeAt > INTERVAL_MICROS) {
                begin(NEXT * estimate, estimate, desired, limits, nowMicros);
            }
        }
    }

    private void giveUp(long nowMicros) {
        if (nowMicros - startedAt > (sending ? LONGEST_MICROS : RESULT_MICROS)) {
            sending = false;
            id = 0;
        }
    }

    private void begin(double aim, double estimate, double desired, BandwidthLimits limits, long nowMicros) {
        target = Math.min(Math.min(aim, ABOVE_DESIRED * desired), (double) limits.maximum());
        if (target <= estimate) {
            return;
        }
        ids = ids % 255 + 1;
        id = ids;
        clusters.begin(id);
        sending = true;
        probed = true;
        startedAt = nowMicros;
        lastProbeAt = nowMicros;
        bytes = 0;
        packets = 0;
    }

    /**
     * The outcome of the probe under way, {@link ProbeClusters#NO_RESULT} while there is none; call after feedback. Each is told once.
     *
     * @param estimate the bandwidth before it
     */
    double takeResult(double estimate, double desired, BandwidthLimits limits, long nowMicros) {
        double result = id == 0 || sending ? ProbeClusters.NO_RESULT : clusters.result(id);
        if (result < 0) {
            return result;
        }
        id = 0;
        results++;
        if (result >= SUCCESS * target && desired > WORTH_MORE * result) {
            begin(NEXT * result, Math.max(estimate, result), desired, limits, nowMicros);
        }
        return result;
    }

    /** Whether the last probe was more than the path could take, so that its result is what the path is worth. */
    boolean saturated() {
        return clusters.saturated();
    }

    /** Whether the last result was the first. */
    boolean isFirst() {
        return results == 1;
    }

    /** Whether a packet of padding should leave now. */
    boolean wantsPadding(long nowMicros) {
        return sending && nowMicros >= paddingAt();
    }

    /** There is nothing to pad with. */
    void impossible() {
        sending = false;
        id = 0;
    }

    /** How fast the probe is to be sent, in bits per second. */
    double target() {
        return target;
    }

    /** When the next packet of padding should leave. */
    long nextDeadline() {
        return sending ? paddingAt() : NO_DEADLINE;
    }

    private long paddingAt() {
        return packets == 0 ? startedAt : startedAt + (long) (bytes * 8e6 / target);
    }
}
