package dev.roomjar.media.forward;

/**
 * The one media clock that the timestamps of a track's encodings are brought to: by the wall clock of their sender reports (RFC
 * 3550 §6.4.1), and before these came by the time of arrival. Not thread safe.
 */
final class MediaClock {
    /** Where reports of two encodings differ by so much, they do not speak of the same wall clock. */
    private static final int MAX_DIFFERENCE_SECONDS = 5;

    private boolean hasArrival;
    private long arrival;
    private int atArrival;
    private boolean hasReport;
    private long ntpTime;
    private int atReport;

    /** What to add to an encoding's timestamps, going by its first packet. */
    int shiftByArrival(int timestamp, int clockRate, long nowNanos) {
        if (!hasArrival) {
            hasArrival = true;
            arrival = nowNanos;
            atArrival = timestamp;
        }
        return atArrival + (int) ((nowNanos - arrival) / 1000 * clockRate / 1_000_000) - timestamp;
    }

    /** What to add, going by a sender report of the encoding. */
    int shiftByReport(long reportNtpTime, int timestamp, int clockRate, int shiftBefore) {
        if (hasReport) {
            long ticks = (((reportNtpTime - ntpTime) >> 16) * clockRate) >> 16;
            int shift = atReport + (int) ticks - timestamp;
            if (Math.abs((long) (shift - shiftBefore)) < (long) MAX_DIFFERENCE_SECONDS * clockRate) {
                return shift;
            }
        }
        hasReport = true;
        ntpTime = reportNtpTime;
        atReport = timestamp + shiftBefore;
        return shiftBefore;
    }
}
