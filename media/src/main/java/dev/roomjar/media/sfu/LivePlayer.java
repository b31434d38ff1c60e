package dev.roomjar.media.sfu;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Player;
import dev.roomjar.media.PlayerListener;
import dev.roomjar.media.Publication;
import dev.roomjar.media.forward.ForwardedTrack;
import dev.roomjar.media.forward.PublishedTrack;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.sdp.OutgoingMedia;
import dev.roomjar.media.sdp.PlayerAnswer;
import dev.roomjar.media.sdp.PlayerNegotiation;
import dev.roomjar.media.sdp.ReceiverAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A player on its loop: the peer made the offer, and what it watches changes without another. */
final class LivePlayer extends ForwardingEndpoint implements Player {
    private static final CompletionStage<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final PlayerNegotiation negotiation;
    private final PlayerListener listener;
    private final Map<Integer, LiveSubscription> watched = new HashMap<>();

    /** By mid, the last track of each section: the next one goes on where it ended. */
    private final Map<String, ForwardedTrack> last = new HashMap<>();

    private @Nullable ReceiverAnswer agreed;
    private volatile String answer = "";
    private volatile int places;

    LivePlayer(SessionPart part, int places, PlayerListener listener) {
        super(part, part.sfu.name("player"));
        this.listener = listener;
        negotiation = new PlayerNegotiation(sfu.environment.random(), places);
    }

    void open(String offer, long nowNanos) {
        PlayerAnswer negotiated = negotiation.answer(offer, localTransport());
        describe(negotiated.agreed().transport().orElseThrow(), nowNanos);
        answered(negotiated, nowNanos);
        places = negotiation.places();
    }

    @Override
    public CompletionStage<String> renegotiate(String offer) {
        return sfu.submit(now -> {
            requireOpen();
            PlayerAnswer negotiated = negotiation.answer(offer, localTransport());
            if (describe(negotiated.agreed().transport().orElseThrow(), now)) {
                // As in a publication: the answer must carry our new credentials.
                negotiated = negotiation.answer(offer, localTransport());
            }
            answered(negotiated, now);
            return answer;
        });
    }

    private void answered(PlayerAnswer negotiated, long nowNanos) {
        answer = negotiated.sdp();
        agreed = negotiated.agreed();
        agreed(negotiated.agreed(), nowNanos);
    }

    @Override
    public CompletionStage<Void> watch(int place, @Nullable Publication publication) {
        return sfu.submit(now -> {
                    requireOpen();
                    if (place < 0 || place >= places) {
                        throw new MediaException("player " + id + " has no place " + place + ", only " + places);
                    }
                    if (publication == null) {
                        hide(place);
                        return NOTHING;
                    }
                    Source source = part.source(publication, id);
                    show(place, source, now);
                    return source.opened();
                })
                .thenCompose(Function.identity());
    }

    @Override
    public void switchTo(int place, boolean audio, boolean video) {
        sfu.environment.mailbox().post(now -> {
            LiveSubscription subscription = watched.get(place);
            if (subscription != null) {
                subscription.audio(audio);
                subscription.video(video);
            }
        });
    }

    private void hide(int place) {
        LiveSubscription before = watched.get(place);
        if (before != null) {
            before.end();
        }
    }

    private void show(int place, Source source, long nowNanos) {
        LiveSubscription before = watched.get(place);
        if (before != null && before.source().equals(source)) {
            return;
        }
        hide(place);
        LiveSubscription subscription = read(id + "/" + place, source);
        watched.put(place, subscription);
        subscription.readTracks(nowNanos);
    }

    @Override
    @Nullable
    ForwardedTrack open(LiveSubscription subscription, MediaKind kind, PublishedTrack source, long nowNanos) {
        int place = watched.entrySet().stream()
                .filter(entry -> entry.getValue().equals(subscription))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        OutgoingMedia section = negotiation.section(kind, place).orElse(null);
        if (section == null) {
            return null;
        }
        String cname = negotiation.cname(place);
        ForwardedTrack before = last.get(section.mid());
        ForwardedTrack track = before == null ? media.add(source, section, cname) : media.add(source, cname, before);
        last.put(section.mid(), track);
        agreed(Objects.requireNonNull(agreed), nowNanos);
        return track;
    }

    @Override
    void close(ForwardedTrack track) {
        media.remove(track);
    }

    @Override
    void remove(LiveSubscription subscription) {
        watched.values().remove(subscription);
        super.remove(subscription);
    }

    @Override
    void report(PeerState state) {
        // Whoever's offer was refused learns it by the failed request alone.
        if (agreed != null) {
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
    public int places() {
        return places;
    }

    @Override
    public void close() {
        sfu.environment.mailbox().post(peer::close);
    }
}
