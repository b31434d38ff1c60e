package dev.roomjar.media.forward;

import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.sdp.Feedback;
import java.util.Arrays;

/** What the publisher is asked for about one encoding: lost packets and keyframes. Not thread safe. */
final class PublisherRequests {
    private final PublishedTrack track;
    private final LossTracker losses;
    private final KeyframeRequests keyframes;
    private final int[] nacks = new int[LossTracker.MAX_MISSING];
    private int firNumber;

    PublisherRequests(PublishedTrack track, LossTracker losses, RoundTrip roundTrip) {
        this.track = track;
        this.losses = losses;
        keyframes = new KeyframeRequests(roundTrip);
    }

    /** Asks for a keyframe as soon as the throttle lets it; nothing for audio. */
    void requestKeyframe(long nowNanos) {
        if (track.isVideo()) {
            keyframes.request(nowNanos);
        }
    }

    /** A keyframe came. */
    void satisfied() {
        keyframes.satisfied();
    }

    /** What is lost for good from a packet on is made up for by a keyframe. */
    void makeUpFor(long keyframeNumber, long nowNanos) {
        if (losses.takeGaveUp(keyframeNumber)) {
            requestKeyframe(nowNanos);
        }
    }

    /**
     * Adds the requests that are due.
     *
     * @param ssrc of the encoding
     * @param sequenceShift what is added to the publisher's numbers to get the track's own
     * @param keyframeNumber of the last keyframe, before which nothing is missed
     */
    void write(RtcpWriter out, int reporterSsrc, int ssrc, int sequenceShift, long keyframeNumber, long nowNanos) {
        if (losses.nextDeadline() <= nowNanos) {
            int lost = losses.takeDue(nacks, -sequenceShift, nowNanos);
            if (track.accepts(Feedback.NACK)) {
                out.nack(reporterSsrc, ssrc, nacks, lost);
            }
            makeUpFor(keyframeNumber, nowNanos);
        }
        if (keyframes.isDue(nowNanos)) {
            boolean written = track.accepts(Feedback.NACK_PLI)
                    ? out.pictureLossIndication(reporterSsrc, ssrc)
                    : out.fullIntraRequest(reporterSsrc, ssrc, firNumber++);
            if (written) {
                keyframes.sent(nowNanos);
            }
        }
    }

    /** Asks the loop that has the publisher for what is due, where this one has a replica. */
    void pass(MediaReplica.Origin origin, int encoding, int generation, long keyframeNumber, long nowNanos) {
        int lost = losses.takeDue(nacks, 0, nowNanos);
        if (lost > 0) {
            origin.missing(track.media().kind(), encoding, generation, Arrays.copyOf(nacks, lost));
        }
        makeUpFor(keyframeNumber, nowNanos);
        if (keyframes.isDue(nowNanos)) {
            origin.keyframe(track.media().kind(), encoding);
            keyframes.sent(nowNanos);
        }
    }

    /** When {@link #write} has something, {@link Long#MAX_VALUE} for not at all. */
    long nextDeadline() {
        return Math.min(losses.nextDeadline(), keyframes.nextDeadline());
    }
}
