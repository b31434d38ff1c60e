package dev.roomjar.media.sfu;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaStatistics;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.media.forward.ForwardedMedia;
import dev.roomjar.media.forward.ForwardedTrack;
import dev.roomjar.media.forward.PublishedTrack;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.sdp.ReceiverAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that others are forwarded to, whoever of the two ends made the offer: its subscriptions, its share of each packet,
 * its retransmissions.
 */
abstract sealed class ForwardingEndpoint extends Endpoint permits LiveReceiver, LivePlayer {
    final ForwardedMedia media;
    final VideoAllocation allocation = new VideoAllocation(this);
    final List<LiveSubscription> subscriptions = new ArrayList<>();

    private @Nullable ReceiverAnswer unready;

    ForwardingEndpoint(SessionPart part, String id) {
        super(part, id);
        media = new ForwardedMedia(sfu.bandwidth);
    }

    /**
     * Finds a track its place in the session description and forwards it there.
     *
     * @return null where there is no place for it
     */
    abstract @Nullable ForwardedTrack open(
            LiveSubscription subscription, MediaKind kind, PublishedTrack source, long nowNanos);

    /** Gives the place of a track back. */
    abstract void close(ForwardedTrack track);

    /** Takes what the peer agreed to, to hold from the moment it can be sent to. */
    final void agreed(ReceiverAnswer answer, long nowNanos) {
        if (peer.canSend()) {
            media.negotiated(answer, nowNanos);
        } else {
            // What is forwarded before it can be sent would waste the keyframe that it starts with.
            unready = answer;
        }
        touchWithSources();
    }

    /** Reads from a publication of the session; its tracks may become known later. */
    final LiveSubscription read(String subscriptionId, Source source) {
        LiveSubscription subscription = new LiveSubscription(subscriptionId, this, source);
        subscriptions.add(subscription);
        source.add(subscription);
        return subscription;
    }

    final void requireOpen() {
        if (!isOpen()) {
            throw new MediaException("receiver " + id + " is closed");
        }
    }

    /** Sends those packets of the track's publication that are on their round. */
    final void forward(ForwardedTrack track, TrackQueue packets, long nowNanos) {
        if (!peer.canSend()) {
            return;
        }
        byte[] draft = sfu.environment.outbox().draft();
        int sent = 0;
        for (int i = 0; i < packets.onRound(); i++) {
            int length = track.forward(packets.packet(i), draft, 0, nowNanos);
            if (length > 0 && peer.sendRtp(length)) {
                sent++;
                if (track.section().kind() == MediaKind.AUDIO) {
                    allocation.sentAudio(length);
                }
            }
        }
        sfu.environment.counters().add(MediaCounter.RTP_FORWARDED, sent);
    }

    @Override
    public final void rtp(byte[] buffer, int offset, int length, long nowNanos) {
        sfu.environment.counters().increment(MediaCounter.DISCARDED_UNKNOWN_STREAM);
    }

    @Override
    public final void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
        media.receiveRtcp(buffer, offset, length, nowNanos);
        sfu.environment.counters().add(MediaCounter.BANDWIDTH_FEEDBACK, media.takeFeedbacks());
        sendRetransmissions(nowNanos);
        touchWithSources();
    }

    private void sendRetransmissions(long nowNanos) {
        byte[] draft = sfu.environment.outbox().draft();
        while (peer.canSend()) {
            int length = media.pollRetransmission(draft, 0, nowNanos);
            if (length == 0) {
                break;
            }
            if (peer.sendRtp(length)) {
                sfu.environment.counters().increment(MediaCounter.RTP_RETRANSMITTED);
            }
        }
        sfu.environment.counters().add(MediaCounter.RETRANSMISSIONS_REFUSED, media.takeRefusedRetransmissions());
    }

    private void sendPadding(long nowNanos) {
        byte[] draft = sfu.environment.outbox().draft();
        while (peer.canSend()) {
            int length = media.pollPadding(draft, 0, nowNanos);
            if (length == 0) {
                return;
            }
            if (peer.sendRtp(length)) {
                sfu.environment.counters().increment(MediaCounter.RTP_PADDING);
            }
        }
    }

    /** What a receiver says may ask its publishers for keyframes. */
    final void touchWithSources() {
        sfu.touch(this);
        for (int i = 0; i < subscriptions.size(); i++) {
            subscriptions.get(i).source().touch();
        }
    }

    @Override
    final int pollRtcp(byte[] target, int offset, int limit, long nowNanos) {
        return media.pollRtcp(target, offset, limit, nowNanos);
    }

    @Override
    final long mediaDeadline() {
        return Math.min(media.nextDeadline(), allocation.nextDeadline());
    }

    @Override
    void settle(long nowNanos) {
        allocation.advance(media.bandwidth().bitsPerSecond(nowNanos), nowNanos);
        media.bandwidth().desire(allocation.desiredBitsPerSecond());
        sendPadding(nowNanos);
        super.settle(nowNanos);
    }

    final MediaStatistics.Receiving statistics(long nowNanos) {
        return new MediaStatistics.Receiving(
                id,
                peer.state(),
                media.bandwidth().bitsPerSecond(nowNanos),
                media.bandwidth().sentBitsPerSecond(nowNanos),
                media.bandwidth().lossFraction(),
                media.roundTripNanos(),
                subscriptions.stream().map(LiveSubscription::statistics).toList());
    }

    /** What the bandwidth allows for a subscription's video changed; told to whoever cares. */
    void report(String subscription, VideoQuality quality) {}

    void remove(LiveSubscription subscription) {
        if (subscriptions.remove(subscription)) {
            sfu.touch(this);
        }
    }

    @Override
    final void connected(long nowNanos) {
        allocation.connected(nowNanos);
        if (unready != null) {
            media.negotiated(unready, nowNanos);
            unready = null;
            touchWithSources();
        } else {
            subscriptions.forEach(subscription -> subscription.requestKeyframe(nowNanos));
        }
    }

    @Override
    final void ended(long nowNanos) {
        List.copyOf(subscriptions).forEach(LiveSubscription::end);
        part.forget(this);
    }
}
