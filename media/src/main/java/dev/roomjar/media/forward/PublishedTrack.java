package dev.roomjar.media.forward;

import dev.roomjar.media.sdp.NegotiatedMedia;

/** One audio or video stream of a publisher, from which any number of {@link ForwardedTrack}s read. Not thread safe. */
public final class PublishedTrack {
    private NegotiatedMedia media;

    PublishedTrack(NegotiatedMedia media) {
        this.media = media;
    }

    /** What the publisher agreed to send. */
    public NegotiatedMedia media() {
        return media;
    }

    /** Asks the publisher for a keyframe as soon as the throttle lets it; nothing for audio. */
    public void requestKeyframe(long nowNanos) {}
}
