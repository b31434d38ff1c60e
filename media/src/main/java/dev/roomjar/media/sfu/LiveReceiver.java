package dev.roomjar.media.sfu;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.Receiver;
import dev.roomjar.media.ReceiverListener;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.forward.ForwardedMedia;
import dev.roomjar.media.forward.ForwardedTrack;
import dev.roomjar.media.peer.Outbox;
import dev.roomjar.media.sdp.ReceiverAnswer;
import dev.roomjar.media.sdp.ReceiverNegotiation;
import dev.roomjar.media.sdp.ReceiverOffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A receiver on its loop: its subscriptions, its offers, its share of each packet. */
final class LiveReceiver extends Endpoint implements Receiver {
    final ReceiverNegotiation negotiation;
    final ForwardedMedia media = new ForwardedMedia();

    private final ReceiverListener listener;
    private final Set<LiveSubscription> subscriptions = new LinkedHashSet<>();
    private ReceiverListener.@Nullable Offer outstanding;
    private @Nullable ReceiverAnswer unready;
    private boolean restarting;
    private long names;

    LiveReceiver(LiveSession session, ReceiverListener listener) {
        super(session, session.sfu.name("receiver"));
        this.listener = listener;
        negotiation = new ReceiverNegotiation(sfu.environment.random());
    }

    @Override
    public CompletionStage<Subscription> subscribe(Publication publication) {
        return sfu.submit(now -> {
            requireOpen();
            if (!(publication instanceof LivePublication live) || live.session != session) {
                throw new MediaException("publication " + publication.id() + " belongs to another session than " + id);
            }
            if (!live.isOpen()) {
                throw new MediaException("publication " + publication.id() + " is closed");
            }
            LiveSubscription subscription = new LiveSubscription(id + "/" + ++names, this, live);
            subscriptions.add(subscription);
            live.add(subscription);
            subscription.readTracks(now);
            return subscription;
        });
    }

    @Override
    public CompletionStage<Void> answer(int revision, String sdp) {
        return sfu.submit(now -> {
                    requireOpen();
                    Optional<ReceiverAnswer> answered = negotiation.answer(revision, sdp);
                    answered.ifPresent(answer -> accept(answer, now));
                    return answered;
                })
                .thenAccept(answered -> {});
    }

    private void accept(ReceiverAnswer answer, long nowNanos) {
        outstanding = null;
        answer.transport()
                .ifPresent(transport -> peer.acceptAnswer(credentials(transport), fingerprints(transport), nowNanos));
        if (peer.canSend()) {
            media.negotiated(answer, nowNanos);
        } else {
            // What is forwarded before it can be sent would waste the keyframe that it starts with.
            unready = answer;
        }
        touchWithPublications();
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new MediaException("receiver " + id + " is closed");
        }
    }

    @Override
    public void restartIce() {
        sfu.environment.mailbox().post(now -> {
            restarting = true;
            sfu.touch(this);
            if (outstanding != null) {
                // Whoever asks for a restart may have lost the last offer with its network.
                offer(outstanding);
            }
        });
    }

    @Override
    void settle(long nowNanos) {
        if ((restarting || negotiation.needsOffer()) && !negotiation.awaitsAnswer()) {
            makeOffer(nowNanos);
        }
        super.settle(nowNanos);
    }

    private void makeOffer(long nowNanos) {
        if (restarting) {
            restarting = false;
            peer.restartIce();
        }
        peer.expectConnection(nowNanos);
        ReceiverOffer made = negotiation.offer(localTransport());
        ReceiverListener.Offer offer = new ReceiverListener.Offer(
                made.revision(),
                made.sdp(),
                subscriptions.stream().map(LiveSubscription::mids).toList());
        outstanding = offer;
        offer(offer);
    }

    private void offer(ReceiverListener.Offer offer) {
        sfu.tell(this, () -> listener.offered(offer));
    }

    /** Sends the packet that the track's publication has now. */
    void forward(ForwardedTrack track, long nowNanos) {
        if (!peer.canSend()) {
            return;
        }
        try {
            Outbox outbox = sfu.environment.outbox();
            int at = outbox.reserve();
            int length = track.forward(outbox.bytes(), at, nowNanos);
            if (length > 0 && peer.sendRtp(at, length)) {
                sfu.environment.counters().increment(MediaCounter.RTP_FORWARDED);
            }
        } catch (RuntimeException | AssertionError e) {
            sfu.fault(this, e, nowNanos);
        }
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length, long nowNanos) {
        sfu.environment.counters().increment(MediaCounter.DISCARDED_UNKNOWN_STREAM);
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
        media.receiveRtcp(buffer, offset, length, nowNanos);
        sendRetransmissions(nowNanos);
        touchWithPublications();
    }

    private void sendRetransmissions(long nowNanos) {
        Outbox outbox = sfu.environment.outbox();
        while (peer.canSend()) {
            int at = outbox.reserve();
            int length = media.pollRetransmission(outbox.bytes(), at, nowNanos);
            if (length == 0) {
                break;
            }
            if (peer.sendRtp(at, length)) {
                sfu.environment.counters().increment(MediaCounter.RTP_RETRANSMITTED);
            }
        }
        sfu.environment.counters().add(MediaCounter.RETRANSMISSIONS_REFUSED, media.takeRefusedRetransmissions());
    }

    /** What a receiver says may ask its publishers for keyframes. */
    private void touchWithPublications() {
        sfu.touch(this);
        for (LiveSubscription subscription : subscriptions) {
            sfu.touch(subscription.publication());
        }
    }

    @Override
    int pollRtcp(byte[] target, int offset, int limit, long nowNanos) {
        return media.pollRtcp(target, offset, limit, nowNanos);
    }

    @Override
    long mediaDeadline() {
        return media.nextDeadline();
    }

    void remove(LiveSubscription subscription) {
        if (subscriptions.remove(subscription)) {
            sfu.touch(this);
        }
    }

    @Override
    void connected(long nowNanos) {
        if (unready != null) {
            media.negotiated(unready, nowNanos);
            unready = null;
            touchWithPublications();
        } else {
            subscriptions.forEach(subscription -> subscription.requestKeyframe(nowNanos));
        }
    }

    @Override
    void ended(long nowNanos) {
        List.copyOf(subscriptions).forEach(LiveSubscription::end);
        session.forget(this);
    }

    @Override
    void report(PeerState state) {
        listener.stateChanged(state);
    }

    @Override
    public void close() {
        sfu.environment.mailbox().post(peer::close);
    }
}
