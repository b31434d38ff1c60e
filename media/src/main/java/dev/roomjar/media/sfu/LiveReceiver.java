package dev.roomjar.media.sfu;

import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.Receiver;
import dev.roomjar.media.ReceiverListener;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.media.forward.ForwardedTrack;
import dev.roomjar.media.forward.PublishedTrack;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.sdp.OutgoingMedia;
import dev.roomjar.media.sdp.ReceiverAnswer;
import dev.roomjar.media.sdp.ReceiverNegotiation;
import dev.roomjar.media.sdp.ReceiverOffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A receiver on its loop: this server makes the offers. */
final class LiveReceiver extends ForwardingEndpoint implements Receiver {
    private final ReceiverNegotiation negotiation;
    private final ReceiverListener listener;
    private ReceiverListener.@Nullable Offer outstanding;
    private boolean restarting;
    private long names;

    LiveReceiver(SessionPart part, ReceiverListener listener) {
        super(part, part.sfu.name("receiver"));
        this.listener = listener;
        negotiation = new ReceiverNegotiation(sfu.environment.random());
    }

    @Override
    public CompletionStage<Subscription> subscribe(Publication publication) {
        return sfu.submit(now -> {
                    requireOpen();
                    Source source = part.source(publication, id);
                    LiveSubscription subscription = read(id + "/" + ++names, source);
                    subscription.readTracks(now);
                    return subscription;
                })
                .thenCompose(subscription -> subscription.source().opened().thenApply(nothing -> subscription));
    }

    @Override
    ForwardedTrack open(LiveSubscription subscription, MediaKind kind, PublishedTrack source, long nowNanos) {
        String cname = subscription.source().id;
        OutgoingMedia section = negotiation.add(source.media(), cname, subscription.id());
        return media.add(source, section, cname);
    }

    @Override
    void close(ForwardedTrack track) {
        media.remove(track);
        negotiation.remove(track.section().mid());
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
        agreed(answer, nowNanos);
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

    @Override
    void report(String subscription, VideoQuality quality) {
        sfu.tell(this, () -> listener.videoQualityChanged(subscription, quality));
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
