package dev.roomjar.media.forward;

import org.jspecify.annotations.Nullable;

/** The keyframes that one receiver of a track needs, asked for within what it may ask; audio has none. Not thread safe. */
final class TrackKeyframes {
    private final PublishedTrack source;
    private final ReceiverReports reports;
    private final @Nullable VideoPlacement video;
    private final KeyframeAllowance allowance = new KeyframeAllowance();

    TrackKeyframes(PublishedTrack source, ReceiverReports reports, @Nullable VideoPlacement video) {
        this.source = source;
        this.reports = reports;
        this.video = video;
    }

    /** The receiver asks for one, or lost what cannot be sent again. */
    void request(long nowNanos) {
        if (allowance.request(reports.roundTripNanos(), source.receivers(), nowNanos)) {
            ask(nowNanos);
        }
    }

    /** We need one to begin with, which the receiver is not to blame for. */
    void ask(long nowNanos) {
        if (video != null) {
            video.requestKeyframe(nowNanos);
        }
    }

    /** A packet went to the receiver. */
    void sent(boolean startsKeyframe, long nowNanos) {
        if (startsKeyframe) {
            allowance.served(nowNanos);
        } else if (allowance.isWaiting() && allowance.takeDue(source.receivers(), nowNanos)) {
            ask(nowNanos);
        }
    }
}
