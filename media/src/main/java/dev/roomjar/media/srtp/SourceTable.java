package dev.roomjar.media.srtp;

import org.jspecify.annotations.Nullable;

/**
 * Replay windows by SSRC: open addressing over plain arrays, so that a look-up allocates nothing. Nothing is ever removed: a
 * forgotten rollover counter would let old packets, or old nonces, come again.
 */
final class SourceTable {
    private static final int INITIAL_CAPACITY = 8;

    private final int limit;
    private int[] ssrcs = new int[INITIAL_CAPACITY];
    private @Nullable ReplayWindow[] windows = new @Nullable ReplayWindow[INITIAL_CAPACITY];
    private int size;

    // Packets of one source mostly follow each other.
    private int latestSsrc;
    private @Nullable ReplayWindow latest;

    /** A table of at most {@code limit} sources. */
    SourceTable(int limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return size >= limit;
    }

    @Nullable
    ReplayWindow find(int ssrc) {
        if (latest == null || latestSsrc != ssrc) {
            latestSsrc = ssrc;
            latest = windows[slot(ssrcs, windows, ssrc)];
        }
        return latest;
    }

    /** Adds a source that is not there yet; only while not {@link #isFull}. */
    void add(int ssrc, ReplayWindow window) {
        if (2 * (size + 1) > ssrcs.length) {
            grow();
        }
        put(ssrcs, windows, ssrc, window);
        size++;
    }

    private void grow() {
        int[] widerSsrcs = new int[2 * ssrcs.length];
        @Nullable ReplayWindow[] widerWindows = new @Nullable ReplayWindow[2 * ssrcs.length];
        for (int i = 0; i < ssrcs.length; i++) {
            ReplayWindow window = windows[i];
            if (window != null) {
                put(widerSsrcs, widerWindows, ssrcs[i], window);
            }
        }
        ssrcs = widerSsrcs;
        windows = widerWindows;
    }

    private static void put(int[] ssrcs, @Nullable ReplayWindow[] windows, int ssrc, ReplayWindow window) {
        int slot = slot(ssrcs, windows, ssrc);
        ssrcs[slot] = ssrc;
        windows[slot] = window;
    }

    /** Where the source is, or the empty slot where it would be. */
    private static int slot(int[] ssrcs, @Nullable ReplayWindow[] windows, int ssrc) {
        int mask = ssrcs.length - 1;
        int slot = ((ssrc * 0x9E37_79B9) >>> 16) & mask;
        while (windows[slot] != null && ssrcs[slot] != ssrc) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
