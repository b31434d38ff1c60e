package dev.roomjar.media.forward;

/**
 * What a published video track has to choose from now: spatial layers (simulcast encodings or the spatial layers of a scalable
 * stream) times temporal layers. A live view, read on the thread of the publication; figures change with each packet.
 *
 * <p>Spatial layers are numbered from 0, the smallest, in the order of their resolution and, where that is the same, of their
 * bit rate. Which is why a number may stand for another encoding after the publisher changed its encodings; whoever chooses
 * chooses anew from time to time.
 */
public interface Layers {
    /** How many spatial layers there are, 1 without simulcast and without spatial scalability. */
    int spatialLayers();

    /** How many temporal layers a spatial layer has, at least 1. */
    int temporalLayers(int spatial);

    /**
     * Bits per second, over about the last second, that a receiver is sent that gets this layer with everything it depends on;
     * payload and RTP header without what SRTP, UDP and IP add. 0 where nothing of it arrives now: the publisher paused it or
     * has not begun.
     */
    long bitsPerSecond(int spatial, int temporal);

    /** Pictures per second that a receiver is sent that gets this layer, 0 where nothing of it arrives now or that is unknown. */
    default int framesPerSecond(int spatial, int temporal) {
        return 0;
    }

    /** Width of its pictures in pixels, 0 while unknown. */
    int width(int spatial);

    /** Height of its pictures in pixels, 0 while unknown. */
    int height(int spatial);

    /**
     * Whether going down to a lower spatial layer needs no keyframe: true for one scalable stream, false for simulcast. Going up
     * may need one in either case.
     */
    boolean switchesAtOnce();
}
