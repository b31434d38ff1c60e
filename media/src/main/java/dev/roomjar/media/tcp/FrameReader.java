package dev.roomjar.media.tcp;

import org.jspecify.annotations.Nullable;

/**
 * Cuts the byte stream of one connection into packets: each is preceded by its length in two bytes (RFC 4571 §2). Packets that
 * came whole are handed on where they lie; only what a read cut in two is kept. Thread rule: one loop.
 */
public final class FrameReader {
    /** The longest packet taken: longer ones would not pass an Ethernet, and no peer sends them. */
    public static final int MAX_FRAME = 2_048;

    private static final int PREFIX = 2;

    /** Takes packets. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Takes a packet, whose bytes are the handler's until it returns and may be changed.
         *
         * @return whether to go on
         */
        boolean frame(byte[] buffer, int offset, int length);
    }

    private byte @Nullable [] begun;
    private int have;

    /**
     * Takes the next bytes of the stream.
     *
     * @return false where the stream cannot go on: a packet longer than {@link #MAX_FRAME} is announced, or the handler said so
     */
    public boolean read(byte[] bytes, int offset, int length, Handler handler) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int taken = have == 0 ? readWhole(bytes, at, end, handler) : continueBegun(bytes, at, end, handler);
            if (taken < 0) {
                return false;
            }
            at += taken;
        }
        return true;
    }

    /** How many bytes are kept for later. */
    public int kept() {
        return have;
    }

    private int readWhole(byte[] bytes, int at, int end, Handler handler) {
        int available = end - at;
        if (available < PREFIX) {
            return keep(bytes, at, available);
        }
        int length = length(bytes, at);
        if (length > MAX_FRAME) {
            return -1;
        }
        if (available < PREFIX + length) {
            return keep(bytes, at, available);
        }
        return handOn(bytes, at + PREFIX, length, handler) ? PREFIX + length : -1;
    }

    private int keep(byte[] bytes, int at, int count) {
        if (begun == null) {
            begun = new byte[PREFIX + MAX_FRAME];
        }
        System.arraycopy(bytes, at, begun, have, count);
        have += count;
        return count;
    }

    private int continueBegun(byte[] bytes, int at, int end, Handler handler) {
        int wanted = have < PREFIX ? PREFIX : PREFIX + begunLength();
        int taken = keep(bytes, at, Math.min(wanted - have, end - at));
        if (have < wanted) {
            return taken;
        }
        int length = begunLength();
        if (length > MAX_FRAME) {
            return -1;
        }
        if (have < PREFIX + length) {
            return taken;
        }
        byte[] whole = begun;
        have = 0;
        // A peer that is idle shall cost little: the buffer is made anew with the next packet that comes in pieces.
        begun = null;
        return whole != null && handOn(whole, PREFIX, length, handler) ? taken : -1;
    }

    private int begunLength() {
        return begun == null ? 0 : length(begun, 0);
    }

    /** Empty packets mean nothing and are passed over (RFC 4571 §2). */
    private static boolean handOn(byte[] bytes, int offset, int length, Handler handler) {
        return length == 0 || handler.frame(bytes, offset, length);
    }

    private static int length(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
