package dev.roomjar.media.allocation;

import dev.roomjar.media.Wishes;
import dev.roomjar.media.forward.ForwardedTrack;

/**
 * One subscription's video before the {@link Allocator}: what it may have, what it wishes for, and what it got. Kept from run to
 * run, since what it has decides what it takes to get more. Thread rule: one thread.
 */
public final class VideoDemand {
    private final LayerForecast layers;
    private Wishes wishes = Wishes.EVERYTHING;
    private boolean on = true;
    private int withheld;

    /** The layers to forward, out of those that arrive. */
    final Ladder present;

    /** The layers that would be forwarded if all of them arrived. */
    final Ladder possible;

    public VideoDemand(LayerForecast layers) {
        this.layers = layers;
        present = new Ladder(layers, false);
        possible = new Ladder(layers, true);
    }

    public void wishes(Wishes wishes) {
        this.wishes = wishes;
    }

    public Wishes wishes() {
        return wishes;
    }

    /** Whether the subscription takes video at all; on at first. */
    public void on(boolean on) {
        this.on = on;
    }

    /** Leaves out so many of the highest spatial layers, as long as one remains; none at first. */
    public void withhold(int layers) {
        withheld = layers;
    }

    int withheld() {
        return withheld;
    }

    /** Whether somebody looks. */
    public boolean isWatched() {
        return on && wishes.visible();
    }

    LayerForecast layers() {
        return layers;
    }

    /** The spatial layer to aim at, {@link ForwardedTrack#PAUSED} for none. Means nothing unless {@link #isDecided}. */
    public int spatial() {
        return present.spatial();
    }

    /** The temporal layer to aim at. */
    public int temporal() {
        return present.temporal();
    }

    /**
     * Whether there is an answer. There is none, and the track stays as it is, where the publication sends nothing to choose
     * from, and where the subscription takes no video: when it does again that must not wait for the next run.
     */
    public boolean isDecided() {
        return on && (!wishes.visible() || layers.arrives());
    }

    /** The spatial layer that the publisher should send for it, {@link ForwardedTrack#PAUSED} for none. */
    public int wantedSpatial() {
        return isWatched() ? Math.max(possible.spatial(), present.spatial()) : ForwardedTrack.PAUSED;
    }

    /** Whether it got nothing because the budget is too small. */
    public boolean isStarved() {
        return isWatched() && layers.arrives() && present.isEmpty();
    }

    /** Whether it has its lowest layer and nothing more. */
    public boolean isAtLowest() {
        return present.isAtLowest();
    }

    /** What it was given, in bits per second. */
    public long bitsPerSecond() {
        return present.bits();
    }

    /** What it would take if there were no limit, in bits per second. */
    public long desiredBitsPerSecond() {
        return isWatched() ? possible.expectedBits() : 0;
    }
}
