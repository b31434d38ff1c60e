package dev.roomjar.media.congestion;

/**
 * Sees queues grow and shrink by when packets arrive (draft-ietf-rmcat-gcc-02 §5.1 to §5.4). Packets that left within 5 ms are
 * one group, since a frame leaves at once; so are those that a radio link held back and delivered together. Compared are the
 * ends of neighbouring groups. Not thread safe.
 */
final class DelayDetector {
    private static final long GROUP_MICROS = 5_000;
    private static final long BURST_GAP_MICROS = 5_000;
    private static final long LONGEST_BURST_MICROS = 100_000;

    /** After so long without a packet the path is another. */
    private static final long GAP_MICROS = 3_000_000;

    private final Trendline trendline = new Trendline();
    private final OveruseDetector detector = new OveruseDetector();
    private boolean hasGroup;
    private boolean hasPrevious;
    private long firstSent;
    private long lastSent;
    private long firstArrival;
    private long lastArrival;
    private long previousSent;
    private long previousArrival;

    Usage usage() {
        return detector.usage();
    }

    /** Takes a packet that arrived; best in the order of sending. The two clocks need have nothing in common. */
    void arrived(long sentMicros, long arrivalMicros) {
        if (!hasGroup) {
            begin(sentMicros, arrivalMicros);
        } else if (sentMicros >= firstSent) {
            if (sentMicros - lastSent > GAP_MICROS || arrivalMicros - lastArrival > GAP_MICROS) {
                hasPrevious = false;
                trendline.reset();
                detector.reset();
                begin(sentMicros, arrivalMicros);
            } else if (sentMicros - firstSent > GROUP_MICROS && !isOfBurst(sentMicros, arrivalMicros)) {
                compare();
                begin(sentMicros, arrivalMicros);
            } else {
                lastSent = Math.max(lastSent, sentMicros);
                lastArrival = Math.max(lastArrival, arrivalMicros);
            }
        }
    }

    private boolean isOfBurst(long sentMicros, long arrivalMicros) {
        long gap = arrivalMicros - lastArrival;
        return gap <= BURST_GAP_MICROS
                && gap < sentMicros - lastSent
                && arrivalMicros - firstArrival < LONGEST_BURST_MICROS;
    }

    private void begin(long sentMicros, long arrivalMicros) {
        hasGroup = true;
        firstSent = sentMicros;
        lastSent = sentMicros;
        firstArrival = arrivalMicros;
        lastArrival = arrivalMicros;
    }

    private void compare() {
        if (hasPrevious) {
            double sendMillis = (lastSent - previousSent) / 1e3;
            double arrivalMillis = lastArrival / 1e3;
            trendline.add((lastArrival - previousArrival) / 1e3 - sendMillis, arrivalMillis);
            detector.update(trendline.slope(), trendline.count(), sendMillis, arrivalMillis);
        }
        hasPrevious = true;
        previousSent = lastSent;
        previousArrival = lastArrival;
    }
}
