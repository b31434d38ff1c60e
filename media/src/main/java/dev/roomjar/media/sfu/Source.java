package dev.roomjar.media.sfu;

import dev.roomjar.media.allocation.LayerForecast;
import dev.roomjar.media.forward.PublishedMedia;
import dev.roomjar.media.forward.PublishedTrack;
import dev.roomjar.media.peer.Outbox;
import dev.roomjar.media.rtp.MediaKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What receivers on one loop read from: a publication that lives there, or the replica of one that lives elsewhere; they cannot
 * tell. Thread rule: one loop.
 */
final class Source {
    /** Whose media it is. */
    interface Owner {
        /** There is something to settle. */
        void touch();

        /** One of the readers may want other layers than before. */
        void wantedChanged(long nowNanos);

        /** A subscription ended. */
        void unsubscribed();
    }

    final String id;
    private final Sfu sfu;
    private final Owner owner;
    private final Set<LiveSubscription> subscriptions = new LinkedHashSet<>();
    private final Carousel carousel = new Carousel();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private @Nullable LayerForecast layers;
    private @Nullable PublishedMedia media;

    /** Owned by {@link Sfu}: whether it has packets to forward. */
    boolean forwards;

    Source(Sfu sfu, String id, Owner owner) {
        this.sfu = sfu;
        this.id = id;
        this.owner = owner;
    }

    /** Its media are known from now on. */
    void open(PublishedMedia published, long nowNanos) {
        media = published;
        readTracks(nowNanos);
        opened.complete(null);
    }

    /** It will never open. */
    void refuse(RuntimeException reason) {
        opened.completeExceptionally(reason);
    }

    /** Nobody waits for it any more. */
    void abandon() {
        opened.complete(null);
    }

    /** Completes when its tracks are known, which for a publication here is at once, or when nobody reads it any more. */
    CompletionStage<Void> opened() {
        return opened;
    }

    /** It may have tracks that it had not before. */
    void readTracks(long nowNanos) {
        subscriptions.forEach(subscription -> subscription.readTracks(nowNanos));
    }

    /** Takes the packet that the track has now, to be forwarded from the end of the turn on. */
    void take(PublishedTrack track, long nowNanos) {
        carousel.take(track, nowNanos);
        sfu.forwardLater(this);
    }

    /**
     * Forwards what there is, to one reader at least, and then as long as the outbox has room: when it is full it is time to look
     * at the socket again.
     *
     * @return whether that was all
     */
    boolean forward(Outbox outbox, long nowNanos) {
        carousel.setOut();
        while (!carousel.isEmpty()) {
            carousel.serve(nowNanos);
            if (!outbox.hasRoomFor(carousel.onRound())) {
                break;
            }
        }
        return carousel.isEmpty();
    }

    /** Forwards all that there is. */
    void forwardAll(long nowNanos) {
        carousel.setOut();
        while (!carousel.isEmpty()) {
            carousel.serve(nowNanos);
        }
    }

    /** Whether a frame has begun to come whose end may follow any moment. */
    boolean isWithinFrame() {
        return carousel.isWithinFrame();
    }

    Optional<PublishedTrack> track(MediaKind kind) {
        if (media == null) {
            return Optional.empty();
        }
        return kind == MediaKind.AUDIO ? media.audio() : media.video();
    }

    void add(Reader reader) {
        carousel.add(reader);
    }

    void remove(Reader reader) {
        carousel.remove(reader);
    }

    /** What there is to choose from in its video, which is this track; one for all readers. */
    LayerForecast layers(PublishedTrack track) {
        if (layers == null) {
            layers = new LayerForecast(track.layers());
        }
        return layers;
    }

    /** As {@link #layers}, null before anybody looked at its video. */
    @Nullable
    LayerForecast layersSeen() {
        return layers;
    }

    void refreshLayers(long nowNanos) {
        if (layers != null) {
            layers.refresh(nowNanos);
        }
    }

    /** The highest spatial layer that any reader here wants, -1 for none. */
    int highestWanted() {
        int highest = -1;
        for (LiveSubscription subscription : subscriptions) {
            highest = Math.max(highest, subscription.wantedSpatial());
        }
        return highest;
    }

    void wantedChanged(long nowNanos) {
        owner.wantedChanged(nowNanos);
    }

    void touch() {
        owner.touch();
    }

    void add(LiveSubscription subscription) {
        subscriptions.add(subscription);
        owner.touch();
    }

    void remove(LiveSubscription subscription) {
        if (subscriptions.remove(subscription)) {
            owner.unsubscribed();
        }
    }

    boolean isUnread() {
        return subscriptions.isEmpty();
    }

    /** Ends all subscriptions. */
    void end() {
        List.copyOf(subscriptions).forEach(LiveSubscription::end);
    }

    @Override
    public String toString() {
        return id;
    }
}
