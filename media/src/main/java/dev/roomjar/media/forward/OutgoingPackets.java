package dev.roomjar.media.forward;

import dev.roomjar.media.congestion.BandwidthEstimator;
import dev.roomjar.media.rtp.HeaderWriter;

/**
 * The last step before a packet to one receiver is protected, over all its tracks: the number or the time of sending in its
 * header, and its entry in the history that the bandwidth is estimated from. Allocates nothing. Not thread safe.
 */
final class OutgoingPackets {
    private final BandwidthEstimator bandwidth;

    OutgoingPackets(BandwidthEstimator bandwidth) {
        this.bandwidth = bandwidth;
    }

    /**
     * A packet leaves whose header was the last that {@code headers} wrote.
     *
     * @param length in bytes, without what SRTP adds
     * @param padding whether it carries nothing new
     */
    void leaves(HeaderWriter headers, byte[] target, int length, boolean padding, long nowNanos) {
        if (headers.isNumbered()) {
            headers.number(target, bandwidth.sent(length, padding, nowNanos));
            return;
        }
        bandwidth.sentUntracked(length, padding, nowNanos);
        if (headers.isTimed()) {
            headers.sendTime(target, sendTime(nowNanos));
        }
    }

    /** 24 bits of seconds with 18 of them behind the point; the origin does not matter. */
    private static int sendTime(long nowNanos) {
        return (int) ((Math.floorMod(nowNanos, 64_000_000_000L) << 18) / 1_000_000_000);
    }
}
