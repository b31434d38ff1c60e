package dev.roomjar.media.congestion;

import dev.roomjar.media.rtp.SequenceNumbers;

/**
 * The packets sent to one receiver that feedback may still tell of: when each left, how large it was and which probe it belongs
 * to, by its transport-wide number. A ring that grows with the packet rate up to a bound; otherwise nothing is allocated.
 * Numbers are unwrapped. Not thread safe.
 */
final class SentPackets {
    static final int NO_PROBE = 0;

    private static final int SMALLEST = 256;
    private static final int LARGEST = 8192;

    /** Feedback that comes later than this is of no use. */
    private static final int KEPT_MICROS = 1_500_000;

    private static final int SIZE_MASK = 0xffff;
    private static final int PROBE_SHIFT = 16;
    private static final int PROBE_MASK = 0xff;
    private static final int ARRIVED = 1 << 24;
    private static final int MISSED = 1 << 25;

    private int[] sentMicros = new int[SMALLEST];

    /** Size, probe and what feedback said of each. */
    private int[] facts = new int[SMALLEST];

    /** The first number that was written where it is looked for. */
    private long oldest;

    private long next;

    /** @param first the first number, positive */
    SentPackets(long first) {
        oldest = first;
        next = first;
    }

    /**
     * Adds a packet.
     *
     * @param size in bytes, at most 65535
     * @param probe 1 to 255, or {@link #NO_PROBE}
     * @return its number
     */
    long add(int size, int probe, long nowMicros) {
        int slot = slot(next);
        if (next - oldest >= facts.length
                && facts.length < LARGEST
                && (int) nowMicros - sentMicros[slot] < KEPT_MICROS) {
            grow();
            slot = slot(next);
        }
        sentMicros[slot] = (int) nowMicros;
        facts[slot] = size | probe << PROBE_SHIFT;
        return next++;
    }

    private void grow() {
        int[] oldMicros = sentMicros;
        int[] oldFacts = facts;
        sentMicros = new int[2 * oldFacts.length];
        facts = new int[2 * oldFacts.length];
        for (long number = next - oldFacts.length; number < next; number++) {
            int from = (int) number & (oldFacts.length - 1);
            sentMicros[slot(number)] = oldMicros[from];
            facts[slot(number)] = oldFacts[from];
        }
        oldest = next - oldFacts.length;
    }

    /** How many packets it has room for now. */
    int capacity() {
        return facts.length;
    }

    private int slot(long number) {
        return (int) number & (facts.length - 1);
    }

    /** The number with these low 16 bits that is nearest to the last one sent. */
    long unwrap(int sequenceNumber) {
        return SequenceNumbers.unwrap(sequenceNumber, next - 1);
    }

    /** Whether the packet was sent and is still remembered. */
    boolean knows(long number) {
        return number < next && number >= oldest && number >= next - facts.length;
    }

    /** Whether feedback told of its arrival. */
    boolean hasArrived(long number) {
        return (facts[slot(number)] & ARRIVED) != 0;
    }

    /** Whether feedback told that it is missing. */
    boolean isMissed(long number) {
        return (facts[slot(number)] & MISSED) != 0;
    }

    void markArrived(long number) {
        facts[slot(number)] = (facts[slot(number)] | ARRIVED) & ~MISSED;
    }

    void markMissed(long number) {
        facts[slot(number)] |= MISSED;
    }

    /** When it left, on the clock of {@code nowMicros}. */
    long sentMicros(long number, long nowMicros) {
        return nowMicros + (sentMicros[slot(number)] - (int) nowMicros);
    }

    int size(long number) {
        return facts[slot(number)] & SIZE_MASK;
    }

    int probe(long number) {
        return facts[slot(number)] >> PROBE_SHIFT & PROBE_MASK;
    }
}
