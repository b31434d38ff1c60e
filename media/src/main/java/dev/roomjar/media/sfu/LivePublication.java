package dev.roomjar.media.sfu;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.PublicationListener;
import dev.roomjar.media.allocation.LayerForecast;
import dev.roomjar.media.allocation.WantedLayers;
import dev.roomjar.media.audio.Speaker;
import dev.roomjar.media.forward.PublishedMedia;
import dev.roomjar.media.forward.PublishedTrack;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.sdp.PublisherAnswer;
import dev.roomjar.media.sdp.PublisherNegotiation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A publication on its loop: what one peer sends, and who reads it. */
final class LivePublication extends Endpoint implements Publication {
    private final PublicationListener listener;
    private final PublisherNegotiation negotiation;
    private final Set<LiveSubscription> subscriptions = new LinkedHashSet<>();
    /** Owned by {@link Sfu}: whether it has packets to forward at the end of this turn. */
    boolean forwards;

    private final Burst audio = new Burst();
    private final Burst video = new Burst();
    private final WantedLayers wanted = new WantedLayers();
    private boolean wantsSettling;
    private @Nullable LayerForecast layers;
    private @Nullable PublishedMedia media;
    private @Nullable Speaker speaker;
    private volatile String answer = "";

    LivePublication(LiveSession session, PublicationListener listener) {
        super(session, session.sfu.name("publication"));
        this.listener = listener;
        negotiation = new PublisherNegotiation(sfu.environment.random().nextLong(1L << 62));
    }

    void open(String offer, long nowNanos) {
        PublisherAnswer negotiated = negotiation.answer(offer, localTransport());
        describe(negotiated.transport(), nowNanos);
        media = new PublishedMedia(negotiated, sfu.environment.random().nextInt());
        answer = negotiated.sdp();
    }

    @Override
    public CompletionStage<String> renegotiate(String offer) {
        return sfu.submit(now -> {
            if (!isOpen() || media == null) {
                throw new MediaException("publication " + id + " is closed");
            }
            PublisherAnswer negotiated = negotiation.answer(offer, localTransport());
            if (describe(negotiated.transport(), now)) {
                // The peer's new credentials call for new ones of ours (RFC 8445 §9), which the answer must carry.
                negotiated = negotiation.answer(offer, localTransport());
            }
            media.negotiated(negotiated);
            answer = negotiated.sdp();
            subscriptions.forEach(subscription -> subscription.readTracks(now));
            sfu.touch(this);
            return answer;
        });
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length, long nowNanos) {
        PublishedMedia source = media;
        if (source == null) {
            return;
        }
        PublishedTrack track = source.receive(buffer, offset, length, nowNanos);
        sfu.touch(this);
        if (track != null && isAudible(track, nowNanos)) {
            Burst burst = burst(track.media().kind());
            burst.add(track);
            if (burst.isFull()) {
                burst.forward(nowNanos);
            }
            sfu.forwardLater(this);
        }
    }

    /** Forwards what came in this turn. */
    void forward(long nowNanos) {
        audio.forward(nowNanos);
        video.forward(nowNanos);
    }

    /** Whether a frame has begun to come whose end may follow any moment. */
    boolean isWithinFrame() {
        return video.isOpen();
    }

    /** Whether to forward the track's packet: always for video, and for audio if this is one of those who are heard. */
    private boolean isAudible(PublishedTrack track, long nowNanos) {
        if (track.media().kind() == MediaKind.VIDEO) {
            return true;
        }
        if (speaker == null) {
            speaker = session.speakers.add(id);
        }
        boolean before = speaker.isAudible();
        boolean audible = session.speakers.heard(speaker, track.audioLevel(), nowNanos);
        session.tellSpeakers(this, nowNanos);
        if (!audible) {
            sfu.environment.counters().increment(MediaCounter.AUDIO_NOT_AMONG_LOUDEST);
        } else if (!before) {
            // What waits belongs to the time before.
            audio.forward(nowNanos);
            track.resume();
        }
        return audible;
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
        if (media != null) {
            media.receiveRtcp(buffer, offset, length, nowNanos);
            sfu.touch(this);
        }
    }

    @Override
    int pollRtcp(byte[] target, int offset, int limit, long nowNanos) {
        return media == null ? 0 : media.pollRtcp(target, offset, limit, nowNanos);
    }

    @Override
    long mediaDeadline() {
        return media == null ? Long.MAX_VALUE : Math.min(media.nextDeadline(), wanted.nextDeadline());
    }

    @Override
    void settle(long nowNanos) {
        if (wantsSettling) {
            wantsSettling = false;
            wantedChanged(nowNanos);
        }
        tellWanted(nowNanos);
        super.settle(nowNanos);
    }

    /** What there is to choose from in its video, which is this track; one for all readers. */
    LayerForecast layers(PublishedTrack track) {
        if (layers == null) {
            layers = new LayerForecast(track.layers());
        }
        return layers;
    }

    void refreshLayers(long nowNanos) {
        if (layers != null) {
            layers.refresh(nowNanos);
        }
    }

    /** One of its readers may want other layers than before. */
    void wantedChanged(long nowNanos) {
        track(MediaKind.VIDEO).ifPresent(track -> {
            layers(track).refresh(nowNanos);
            wanted.update(highestWanted(), layers(track).spatialLayers(), nowNanos);
            tellWanted(nowNanos);
        });
    }

    private int highestWanted() {
        int highest = -1;
        for (LiveSubscription subscription : subscriptions) {
            highest = Math.max(highest, subscription.wantedSpatial());
        }
        return highest;
    }

    private void tellWanted(long nowNanos) {
        if (layers != null && wanted.poll(nowNanos)) {
            layers.refresh(nowNanos);
            layers.asked(wanted.told(), nowNanos);
            int count = layers.spatialLayers();
            int highest = Math.min(wanted.told(), count - 1);
            sfu.tell(this, () -> listener.layersWanted(highest, count));
        }
    }

    Optional<PublishedTrack> track(MediaKind kind) {
        if (media == null) {
            return Optional.empty();
        }
        return kind == MediaKind.AUDIO ? media.audio() : media.video();
    }

    private Burst burst(MediaKind kind) {
        return kind == MediaKind.AUDIO ? audio : video;
    }

    Readers readers(MediaKind kind) {
        return burst(kind).readers;
    }

    void add(LiveSubscription subscription) {
        subscriptions.add(subscription);
    }

    void remove(LiveSubscription subscription) {
        subscriptions.remove(subscription);
        wantsSettling = true;
        sfu.touch(this);
    }

    @Override
    void connected(long nowNanos) {
        wantsSettling = true;
    }

    @Override
    void ended(long nowNanos) {
        List.copyOf(subscriptions).forEach(LiveSubscription::end);
        if (speaker != null) {
            session.speakers.remove(speaker);
            session.tellSpeakers(this, nowNanos);
        }
        session.forget(this);
    }

    @Override
    void report(PeerState state) {
        // Whoever's offer was refused learns it by the failed request alone.
        if (media != null) {
            listener.stateChanged(state);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String answer() {
        return answer;
    }

    @Override
    public void close() {
        sfu.environment.mailbox().post(peer::close);
    }
}
