package dev.roomjar.media.forward;

/** Times in NTP's fixed point form (RFC 3550 §4): seconds in the upper, fractions in the lower 32 bits. */
final class NtpTime {
    private static final long NANOS = 1_000_000_000;

    private NtpTime() {}

    /** A length of time of up to 68 years. */
    static long ofNanos(long nanos) {
        long seconds = Math.floorDiv(nanos, NANOS);
        long fraction = (Math.floorMod(nanos, NANOS) << 32) / NANOS;
        return (seconds << 32) + fraction;
    }

    /** A length of time in units of 1/65536 s, as nanoseconds. */
    static long nanosOfShort(long units) {
        return (units * NANOS) >> 16;
    }

    /** The middle 32 bits. */
    static int middle(long ntpTime) {
        return (int) (ntpTime >> 16);
    }
}
