package dev.roomjar.media.rtp;

/** Arithmetic on numbers that wrap around: 16-bit sequence numbers and 32-bit timestamps (RFC 3550 §5.1, RFC 1982). */
public final class SequenceNumbers {
    private SequenceNumbers() {}

    /** How far {@code to} is after {@code from}, −32768 to 32767. */
    public static int distance(int from, int to) {
        return (short) (to - from);
    }

    /** Whether {@code a} comes after {@code b}. */
    public static boolean isNewer(int a, int b) {
        return distance(b, a) > 0;
    }

    /** The number with these low 16 bits that is nearest to {@code reference}. */
    public static long unwrap(int sequenceNumber, long reference) {
        return reference + distance((int) reference, sequenceNumber);
    }
}
