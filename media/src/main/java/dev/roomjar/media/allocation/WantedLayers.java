package dev.roomjar.media.allocation;

/**
 * The highest spatial layer of one publication that its publisher is told to send: raised at once, lowered only when it has been
 * too high for a while. Thread rule: one thread.
 */
public final class WantedLayers {
    /** How long a layer goes on that nobody wants any more: people scroll, and a layer takes a keyframe to come back. */
    private static final long HOLD_NANOS = 4_000_000_000L;

    /** Whatever there is. */
    private static final int ALL = Integer.MAX_VALUE;

    private int told = ALL;
    private int wanted = ALL;
    private long lowerAt = Long.MAX_VALUE;

    public WantedLayers() {}

    /**
     * Takes what is wanted by all receivers together.
     *
     * @param highest spatial layer, -1 for none
     * @param layers how many there are
     */
    public void update(int highest, int layers, long nowNanos) {
        wanted = highest >= layers - 1 ? ALL : highest;
        if (wanted >= told) {
            lowerAt = Long.MAX_VALUE;
        } else if (lowerAt == Long.MAX_VALUE) {
            lowerAt = nowNanos + HOLD_NANOS;
        }
    }

    /** Whether the publisher is to be told now; it counts as told then. */
    public boolean poll(long nowNanos) {
        boolean due = wanted > told || lowerAt <= nowNanos;
        if (due) {
            told = wanted;
            lowerAt = Long.MAX_VALUE;
        }
        return due;
    }

    /** What the publisher was told last; {@link Integer#MAX_VALUE}: everything. */
    public int told() {
        return told;
    }

    /** When {@link #poll} is due; {@link Long#MAX_VALUE}: not before more is wanted. */
    public long nextDeadline() {
        return lowerAt;
    }
}
