package dev.roomjar.media.forward;

/**
 * The round trip to a publisher, smoothed, and how long to wait for an answer (RFC 6298 §2). Measured from a request for a lost
 * packet to the retransmission that answers it: a publisher hears nothing else of this server that it would answer, since an
 * ICE-lite server sends no checks and a publisher gets no sender reports. What the measure holds beside the network, the time
 * that the publisher takes to answer, is what a request has to wait for as well. Not thread safe.
 */
final class RoundTrip {
    /** Assumed before anything was measured. */
    static final long INITIAL_TIMEOUT_NANOS = 100_000_000;

    static final long MIN_TIMEOUT_NANOS = 20_000_000;
    static final long MAX_TIMEOUT_NANOS = 1_000_000_000;

    private static final long MIN_VARIATION_NANOS = 2_500_000;

    /** After so many answers that could belong to more than one request, the first request is taken for the one. */
    private static final int MAX_AMBIGUOUS = 4;

    private long smoothed = ReceiverReports.UNKNOWN;
    private long variation;
    private int ambiguous;

    /**
     * A retransmission came.
     *
     * @param sinceFirstNanos time since the packet was asked for first
     * @param requests how often it was asked for; the answer to one of several tells little (Karn's algorithm), but where all
     *     answers are such, requests are repeated sooner than an answer can be there
     */
    void answered(long sinceFirstNanos, int requests) {
        boolean unknown = smoothed == ReceiverReports.UNKNOWN;
        if (requests > 1 && !unknown && ++ambiguous < MAX_AMBIGUOUS) {
            return;
        }
        ambiguous = 0;
        if (unknown) {
            smoothed = sinceFirstNanos;
            variation = sinceFirstNanos / 2;
        } else {
            variation += (Math.abs(sinceFirstNanos - smoothed) - variation) / 4;
            smoothed += (sinceFirstNanos - smoothed) / 8;
        }
    }

    /** In nanoseconds, {@link ReceiverReports#UNKNOWN} before the first measurement. */
    long nanos() {
        return smoothed;
    }

    /** After this long an answer is not to be expected any more. */
    long timeoutNanos() {
        return smoothed == ReceiverReports.UNKNOWN
                ? INITIAL_TIMEOUT_NANOS
                : Math.clamp(
                        smoothed + 4 * Math.max(variation, MIN_VARIATION_NANOS), MIN_TIMEOUT_NANOS, MAX_TIMEOUT_NANOS);
    }
}
