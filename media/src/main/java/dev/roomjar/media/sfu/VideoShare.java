package dev.roomjar.media.sfu;

import dev.roomjar.media.VideoQuality;
import dev.roomjar.media.allocation.VideoDemand;
import dev.roomjar.media.forward.ForwardedTrack;

/** One video among those that share the bandwidth to a receiver. */
final class VideoShare {
    private final String subscriptionId;
    private final VideoDemand demand;
    private final ForwardedTrack track;
    private final Source source;
    private int wanted = ForwardedTrack.PAUSED;
    private VideoQuality quality = VideoQuality.SUFFICIENT;

    VideoShare(String subscriptionId, VideoDemand demand, ForwardedTrack track, Source source) {
        this.subscriptionId = subscriptionId;
        this.demand = demand;
        this.track = track;
        this.source = source;
    }

    String subscriptionId() {
        return subscriptionId;
    }

    VideoDemand demand() {
        return demand;
    }

    ForwardedTrack track() {
        return track;
    }

    Source source() {
        return source;
    }

    /** Decided anew: tells the source if it asks for another layer than before. */
    void settleWanted(long nowNanos) {
        int now = demand.wantedSpatial();
        if (now != wanted) {
            wanted = now;
            source.wantedChanged(nowNanos);
        }
    }

    /** The spatial layer that the publisher should send for it, -1 for none. */
    int wantedSpatial() {
        return wanted;
    }

    VideoQuality quality() {
        return quality;
    }

    void quality(VideoQuality now) {
        quality = now;
    }
}
