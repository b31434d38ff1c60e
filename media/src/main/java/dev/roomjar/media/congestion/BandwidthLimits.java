package dev.roomjar.media.congestion;

/**
 * Between what an estimate of the bandwidth moves, in bits per second of datagrams with their UDP and IP headers.
 *
 * @param minimum never less is assumed, so that sound gets through
 * @param start assumed before anything is known
 * @param maximum never more is assumed
 */
public record BandwidthLimits(long minimum, long start, long maximum) {
    /**
     * 40 kbit/s to 30 Mbit/s, from 600 kbit/s: enough for sound and a small picture at once, and the first probe, at three
     * times that, still fits into the queue of a path of 300 kbit/s.
     */
    public static final BandwidthLimits DEFAULT = new BandwidthLimits(40_000, 600_000, 30_000_000);

    public BandwidthLimits {
        if (minimum < 10_000 || start < minimum || maximum < start) {
            throw new IllegalArgumentException("bandwidth limits " + minimum + ", " + start + ", " + maximum
                    + " bit/s: needed are 10000 <= minimum <= start <= maximum");
        }
    }
}
