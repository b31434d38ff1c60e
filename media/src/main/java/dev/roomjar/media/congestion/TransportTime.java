package dev.roomjar.media.congestion;

/** The receiver's clock in transport-wide feedback: 24 bits of 64 ms that wrap around after twelve days. Not thread safe. */
final class TransportTime {
    private static final long REFERENCE_MICROS = 64_000;
    private static final int SPARE_BITS = 32 - 24;

    private boolean known;
    private long reference;

    /**
     * The time of a reference in microseconds, counted from an arbitrary origin without wrapping.
     *
     * @param referenceTime 24 bits signed
     */
    long micros(int referenceTime) {
        // The shifts sign-extend the difference of 24 bits, so that the nearest time with these bits is taken.
        int difference = ((referenceTime - (int) reference) << SPARE_BITS) >> SPARE_BITS;
        long nearest = known ? reference + difference : referenceTime;
        reference = known ? Math.max(reference, nearest) : nearest;
        known = true;
        return nearest * REFERENCE_MICROS;
    }
}
