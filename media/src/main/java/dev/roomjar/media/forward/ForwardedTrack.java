package dev.roomjar.media.forward;

/** One published track on its way to one receiver. Not thread safe. */
public final class ForwardedTrack {
    /** The longest packet written, in bytes, without what SRTP adds. */
    public static final int MAX_PACKET = 1456;

    ForwardedTrack() {}

    /**
     * Writes the packet that the source track has now, rewritten for this receiver. Allocates nothing.
     *
     * @param target with room for {@link #MAX_PACKET} bytes at {@code offset}; must not be the publisher's buffer
     * @return the length of an RTP packet, 0 where this receiver gets nothing (switched off, not negotiated, waiting for a
     *     keyframe, codec refused)
     */
    public int forward(byte[] target, int offset, long nowNanos) {
        return 0;
    }

    /** Switches forwarding on or off; on at first. Video switched on starts at the next keyframe, which is asked for. */
    public void enabled(boolean on, long nowNanos) {}

    public boolean isEnabled() {
        return true;
    }
}
