package dev.roomjar.media.rtp;

/** Reads bit fields, most significant bit first. Beyond the end it reads zeros and remembers that. Not thread safe. */
final class BitReader {
    private byte[] buffer = new byte[0];
    private long at;
    private long end;
    private boolean overrun;

    void wrap(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        at = 8L * offset;
        end = 8L * (offset + length);
        overrun = false;
    }

    /** The next 0 to 32 bits. */
    int bits(int count) {
        if (at + count > end) {
            overrun = true;
            at = end;
            return 0;
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | (buffer[(int) (at >> 3)] >> (7 - (at & 7)) & 1);
            at++;
        }
        return value;
    }

    boolean flag() {
        return bits(1) != 0;
    }

    /** A value below {@code limit}, in as few bits as it needs: {@code ns(n)} of the AV1 specification §4.10.7. */
    int nonSymmetric(int limit) {
        int width = 32 - Integer.numberOfLeadingZeros(limit);
        int shorter = (1 << width) - limit;
        int value = bits(width - 1);
        return value < shorter ? value : (value << 1) - shorter + bits(1);
    }

    /** An unsigned Exp-Golomb code (H.264 §9.1), 0 to 2^16. */
    int expGolomb() {
        int zeros = 0;
        while (!flag()) {
            if (overrun || ++zeros > 16) {
                overrun = true;
                return 0;
            }
        }
        return (1 << zeros) - 1 + bits(zeros);
    }

    /** Whether more was read than there is. */
    boolean isOverrun() {
        return overrun;
    }
}
