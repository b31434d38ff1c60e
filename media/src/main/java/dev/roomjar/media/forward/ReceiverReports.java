package dev.roomjar.media.forward;

/** What a receiver reported of one forwarded stream (RFC 3550 §6.4). Not thread safe. */
public final class ReceiverReports {
    /** In place of a round-trip time: none is known yet. */
    public static final long UNKNOWN = -1;

    private static final int REMEMBERED = 4;
    private static final long DEFAULT_QUIET_NANOS = 50_000_000;
    private static final long MIN_QUIET_NANOS = 10_000_000;
    private static final long MAX_QUIET_NANOS = 500_000_000;
    private static final long MAX_ROUND_TRIP_NANOS = 10_000_000_000L;

    private final int[] sentNtp = new int[REMEMBERED];
    private final long[] sentAt = new long[REMEMBERED];
    private int next;
    private double fractionLost;
    private int cumulativeLost;
    private long jitter;
    private long roundTripNanos = UNKNOWN;
    private boolean hasReport;
    private int reportedHighest;

    /** The share of packets lost between the last two reports, 0 to 1. */
    public double fractionLost() {
        return fractionLost;
    }

    /** Packets lost since the beginning; negative where more came than were sent once. */
    public int cumulativeLost() {
        return cumulativeLost;
    }

    /** Variation of the transit time, in ticks of the media clock. */
    public long jitter() {
        return jitter;
    }

    /** The round-trip time in nanoseconds, smoothed (RFC 6298 §2), {@link #UNKNOWN} before the first report that tells. */
    public long roundTripNanos() {
        return roundTripNanos;
    }

    /** A sender report with this time went out. */
    void sent(long ntpTime, long nowNanos) {
        sentNtp[next] = NtpTime.middle(ntpTime);
        sentAt[next] = nowNanos;
        next = (next + 1) % REMEMBERED;
    }

    /** Takes a report block; units as in {@link dev.roomjar.media.rtcp.RtcpPacket.ReportBlock}. */
    void received(
            int lostOf256, int lostInAll, long variation, int lastSenderReport, long delaySinceLast, long nowNanos) {
        fractionLost = lostOf256 / 256.0;
        cumulativeLost = lostInAll;
        jitter = variation;
        for (int i = 0; i < REMEMBERED; i++) {
            if (lastSenderReport != 0 && sentNtp[i] == lastSenderReport) {
                long roundTrip = nowNanos - sentAt[i] - NtpTime.nanosOfShort(delaySinceLast);
                if (roundTrip >= 0 && roundTrip < MAX_ROUND_TRIP_NANOS) {
                    roundTripNanos =
                            roundTripNanos == UNKNOWN ? roundTrip : roundTripNanos + (roundTrip - roundTripNanos) / 8;
                }
            }
        }
    }

    /** Packets that the receiver expected since its last report. */
    long takeExpected(int highestSequence) {
        int expected = hasReport ? highestSequence - reportedHighest : 0;
        hasReport = true;
        reportedHighest = highestSequence;
        return Math.max(0, expected);
    }

    /** How long after a retransmission another request for the same packet can only be an older one that was under way. */
    long quietNanos() {
        return roundTripNanos == UNKNOWN
                ? DEFAULT_QUIET_NANOS
                : Math.clamp(roundTripNanos, MIN_QUIET_NANOS, MAX_QUIET_NANOS);
    }
}
