package dev.roomjar.media.forward;

/** The last sender report of one stream and when it came. Not thread safe. */
final class SenderReportMemory {
    private long ntpTime;
    private int rtpTimestamp;
    private long arrivedAt;
    private boolean present;

    void received(long ntpTime, int rtpTimestamp, long nowNanos) {
        this.ntpTime = ntpTime;
        this.rtpTimestamp = rtpTimestamp;
        this.arrivedAt = nowNanos;
        this.present = true;
    }

    /** Copies it, with timestamps shifted by so much; false where there is none since then. */
    boolean copyTo(PacketCopy copy, int shift, long sinceNanos) {
        if (!present || arrivedAt < sinceNanos) {
            return false;
        }
        copy.ntpTime = ntpTime;
        copy.timestamp = rtpTimestamp + shift;
        copy.reportedAt = arrivedAt;
        return true;
    }

    void clear() {
        present = false;
    }

    boolean isPresent() {
        return present;
    }

    /** The sender's wall clock now, going by the report. */
    long ntpTime(long nowNanos) {
        return ntpTime + NtpTime.ofNanos(nowNanos - arrivedAt);
    }

    /** The sender's media clock now, going by the report. */
    int rtpTimestamp(int clockRate, long nowNanos) {
        return rtpTimestamp + (int) ((nowNanos - arrivedAt) / 1000 * clockRate / 1_000_000);
    }

    /** What a report block says of it as "last SR", 0 for none. */
    int middleNtp() {
        return present ? NtpTime.middle(ntpTime) : 0;
    }

    /** What a report block says as "delay since last SR", in units of 1/65536 s. */
    long delay(long nowNanos) {
        return present ? NtpTime.ofNanos(nowNanos - arrivedAt) >> 16 : 0;
    }
}
