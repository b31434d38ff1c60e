package dev.roomjar.media.rtp;

/**
 * Reads and relabels payloads of redundant audio data (RFC 2198): headers of four bytes for each redundant block, one of one
 * byte for the primary block, then the blocks, the primary last. Each header names the block's payload type. Allocates nothing.
 */
public final class Redundancy {
    /** In place of an index: the payload is malformed. */
    public static final int MALFORMED = -1;

    private static final int FOLLOWS = 0x80;
    private static final int HEADER = 4;

    private Redundancy() {}

    /**
     * Finds the primary block, which reaches to the payload's end.
     *
     * @param payloadType that all blocks must have: others cannot be told apart by whoever gets them
     * @return its index in the buffer, {@link #MALFORMED} where headers or blocks are not inside the payload
     */
    public static int primary(byte[] payload, int offset, int length, int payloadType) {
        int end = offset + length;
        int redundant = 0;
        int at = offset;
        while (at < end && (payload[at] & FOLLOWS) != 0) {
            if (at + HEADER > end || (payload[at] & 0x7f) != payloadType) {
                return MALFORMED;
            }
            redundant += Bytes.u16(payload, at + 2) & 0x3ff;
            at += HEADER;
        }
        if (at >= end || (payload[at] & 0x7f) != payloadType) {
            return MALFORMED;
        }
        int primary = at + 1 + redundant;
        return primary > end ? MALFORMED : primary;
    }

    /** Gives all blocks of a payload that {@link #primary} found well-formed another payload type. */
    public static void relabel(byte[] payload, int offset, int payloadType) {
        int at = offset;
        while ((payload[at] & FOLLOWS) != 0) {
            payload[at] = (byte) (FOLLOWS | payloadType);
            at += HEADER;
        }
        payload[at] = (byte) payloadType;
    }
}
