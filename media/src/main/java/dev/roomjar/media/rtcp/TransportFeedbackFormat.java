package dev.roomjar.media.rtcp;

import dev.roomjar.media.rtcp.RtcpPacket.TransportFeedback;
import dev.roomjar.media.rtp.Bytes;

/** The body of transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). */
final class TransportFeedbackFormat {
    /** Bytes up to the first packet status chunk, from the sender's SSRC on. */
    static final int FIXED = 16;

    /** A run tells of 8191 packets in two bytes; nobody sends so many between two reports, so that more is refused. */
    static final int MAX_PACKETS = 2048;

    private static final int NOT_RECEIVED = 0;
    private static final int SMALL_DELTA = 1;
    private static final int LARGE_DELTA = 2;

    private TransportFeedbackFormat() {}

    /**
     * How many packets it tells of, −1 where it is too short or they are too many.
     *
     * @param at where the sender's SSRC is
     */
    static int count(byte[] buffer, int at, int end) {
        int count = at + FIXED > end ? -1 : Bytes.u16(buffer, at + 10);
        return count > MAX_PACKETS ? -1 : count;
    }

    /** Reads so many deltas; false where they are not all there. */
    static boolean read(byte[] buffer, int at, int end, int[] deltas, int count) {
        // First the symbols, then in the place of each its delta.
        int symbolsEnd = readSymbols(buffer, at + FIXED, end, deltas, count);
        return symbolsEnd >= 0 && readDeltas(buffer, symbolsEnd, end, deltas, count);
    }

    /** Returns where the deltas begin, −1 where the chunks end too early. */
    private static int readSymbols(byte[] buffer, int start, int end, int[] symbols, int count) {
        int at = start;
        int read = 0;
        while (read < count) {
            if (at + 2 > end) {
                return -1;
            }
            int chunk = Bytes.u16(buffer, at);
            at += 2;
            if ((chunk & 0x8000) == 0) {
                int run = Math.min(chunk & 0x1fff, count - read);
                if (run == 0) {
                    return -1;
                }
                for (int i = 0; i < run; i++) {
                    symbols[read++] = (chunk >> 13) & 3;
                }
            } else {
                int bits = (chunk & 0x4000) == 0 ? 1 : 2;
                for (int shift = 14 - bits; shift >= 0 && read < count; shift -= bits) {
                    symbols[read++] = (chunk >> shift) & ((1 << bits) - 1);
                }
            }
        }
        return at;
    }

    private static boolean readDeltas(byte[] buffer, int start, int end, int[] symbols, int count) {
        int at = start;
        for (int i = 0; i < count; i++) {
            int symbol = symbols[i];
            int size = symbol == LARGE_DELTA ? 2 : symbol == SMALL_DELTA ? 1 : 0;
            if (at + size > end) {
                return false;
            }
            symbols[i] = switch (symbol) {
                case SMALL_DELTA -> Bytes.u8(buffer, at);
                case LARGE_DELTA -> (short) Bytes.u16(buffer, at);
                default -> TransportFeedback.LOST;
            };
            at += size;
        }
        return true;
    }

    /**
     * Writes chunks and deltas. Of each packet one symbol; seven symbols of two bits in a chunk, or a run of equal ones.
     *
     * @param deltas as in {@link TransportFeedback#deltas}, each fitting 16 bits or {@link TransportFeedback#LOST}
     * @return where the writing ended
     */
    static int write(int[] deltas, int count, byte[] target, int start) {
        int at = start;
        int i = 0;
        while (i < count) {
            int run = runLength(deltas, i, count);
            if (run >= 7 || i + run == count) {
                Bytes.put16(target, at, (symbol(deltas[i]) << 13) | run);
                i += run;
            } else {
                int chunk = 0xC000;
                for (int j = 0; j < 7; j++) {
                    int symbol = i + j < count ? symbol(deltas[i + j]) : NOT_RECEIVED;
                    chunk |= symbol << (12 - 2 * j);
                }
                Bytes.put16(target, at, chunk);
                i += 7;
            }
            at += 2;
        }
        return writeDeltas(deltas, count, target, at);
    }

    private static int writeDeltas(int[] deltas, int count, byte[] target, int start) {
        int at = start;
        for (int i = 0; i < count; i++) {
            switch (symbol(deltas[i])) {
                case SMALL_DELTA -> target[at++] = (byte) deltas[i];
                case LARGE_DELTA -> {
                    Bytes.put16(target, at, deltas[i]);
                    at += 2;
                }
                default -> {}
            }
        }
        return at;
    }

    private static int runLength(int[] deltas, int start, int count) {
        int symbol = symbol(deltas[start]);
        int i = start + 1;
        while (i < count && i - start < 0x1fff && symbol(deltas[i]) == symbol) {
            i++;
        }
        return i - start;
    }

    private static int symbol(int delta) {
        if (delta == TransportFeedback.LOST) {
            return NOT_RECEIVED;
        }
        return delta >= 0 && delta <= 255 ? SMALL_DELTA : LARGE_DELTA;
    }
}
