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

    /**
     * After so many answers that could belong to more than one request, with some requests answered twice, the first request is
     * taken for the one: requests are repeated sooner than an answer can be there.
     */
    private static final int MAX_AMBIGUOUS = 4;

    private static final int MIN_TWICE = 2;

    private long smoothed = ReceiverReports.UNKNOWN;
    private long variation;
    private int ambiguous;
    private int twice;

    /**
     * A retransmission came.
     *
     * @param sinceFirstNanos time since the packet was asked for first
     * @param requests how often it was asked for; the answer to one of several tells little (Karn's algorithm)
     */
    void answered(long sinceFirstNanos, int requests) {
        if (requests > 1 && (++ambiguous < MAX_AMBIGUOUS || twice < MIN_TWICE)) {
            return;
        }
        ambiguous = 0;
        twice = 0;
        if (smoothed == ReceiverReports.UNKNOWN) {
            smoothed = sinceFirstNanos;
            variation = sinceFirstNanos / 2;
        } else {
            variation += (Math.abs(sinceFirstNanos - smoothed) - variation) / 4;
            smoothed += (sinceFirstNanos - smoothed) / 8;
        }
    }

    /** A packet was retransmitted that is here already. */
    void answeredTwice() {
        twice++;
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
