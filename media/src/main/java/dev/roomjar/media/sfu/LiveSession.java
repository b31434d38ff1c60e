package dev.roomjar.media.sfu;

import dev.roomjar.media.Admission;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.MediaStatistics;
import dev.roomjar.media.Player;
import dev.roomjar.media.PlayerListener;
import dev.roomjar.media.Publication;
import dev.roomjar.media.PublicationListener;
import dev.roomjar.media.Receiver;
import dev.roomjar.media.ReceiverListener;
import dev.roomjar.media.SessionListener;
import dev.roomjar.media.audio.Speakers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A session: a home loop, which decides where newcomers live and who speaks, and a part on each loop where anybody does. Thread
 * rule: the home loop.
 */
final class LiveSession implements MediaSession {
    final SessionPart home;
    private final SessionListener listener;

    /** One for each loop of the server, in their order. */
    private final List<SessionPart> parts = new ArrayList<>();

    /** How many receivers were given to each. */
    private final int[] receivers;

    private boolean closed;

    /** Who speaks; publications with audio add themselves. */
    final Speakers speakers;

    LiveSession(Sfu sfu, SessionListener listener, int audibleAtOnce) {
        this.listener = listener;
        home = new SessionPart(this, sfu);
        for (Sfu loop : sfu.loops()) {
            parts.add(loop.equals(sfu) ? home : new SessionPart(this, loop));
        }
        receivers = new int[parts.size()];
        speakers = new Speakers(audibleAtOnce);
    }

    @Override
    public CompletionStage<Publication> publish(String offer, PublicationListener listener) {
        return open(false, (part, now) -> {
            LivePublication publication = new LivePublication(part, listener);
            part.add(publication);
            try {
                publication.open(offer, now);
            } catch (RuntimeException | AssertionError e) {
                publication.peer.close(now);
                throw e;
            }
            return publication;
        });
    }

    @Override
    public CompletionStage<Receiver> receive(ReceiverListener listener) {
        return open(true, (part, now) -> {
            LiveReceiver receiver = new LiveReceiver(part, listener);
            part.add(receiver);
            return receiver;
        });
    }

    @Override
    public CompletionStage<Player> play(String offer, int places, PlayerListener listener) {
        return open(true, (part, now) -> {
            LivePlayer player = new LivePlayer(part, places, listener);
            part.add(player);
            try {
                player.open(offer, now);
            } catch (RuntimeException | AssertionError e) {
                player.peer.close(now);
                throw e;
            }
            return player;
        });
    }

    /** Opens an endpoint on the loop that is to have it. */
    private <T> CompletionStage<T> open(boolean receives, SessionPart.Opening<T> opening) {
        return home.sfu.submit(now -> place(receives, opening, now)).thenCompose(Function.identity());
    }

    private <T> CompletionStage<T> place(boolean receives, SessionPart.Opening<T> opening, long nowNanos) {
        if (closed) {
            throw new MediaException("the media session is closed");
        }
        int place = receives ? placeReceiver() : placePublisher();
        SessionPart part = parts.get(place);
        if (receives) {
            receivers[place]++;
        }
        if (part.equals(home)) {
            return CompletableFuture.completedFuture(home.open(opening, receives, nowNanos));
        }
        home.sfu.environment.counters().increment(MediaCounter.PLACED_ELSEWHERE);
        return part.sfu.submit(now -> part.open(opening, receives, now));
    }

    private int placeReceiver() {
        return parts.size() == 1 ? 0 : home.sfu.placement().receiver(loops(), parts.indexOf(home));
    }

    private int placePublisher() {
        return parts.size() == 1 ? 0 : home.sfu.placement().publisher(loops(), parts.indexOf(home));
    }

    private List<Placement.Loop> loops() {
        List<Placement.Loop> loops = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            Sfu loop = parts.get(i).sfu;
            loops.add(new Placement.Loop(receivers[i], loop.load(), loop.admission() == Admission.OPEN));
        }
        return loops;
    }

    void receiverLeft(SessionPart part) {
        receivers[parts.indexOf(part)]--;
    }

    /** Where the home takes nobody, another loop may. */
    @Override
    public Admission admission() {
        Admission atHome = home.sfu.admission();
        boolean elsewhere =
                atHome != Admission.DRAINING && parts.stream().anyMatch(part -> part.sfu.admission() == Admission.OPEN);
        return elsewhere ? Admission.OPEN : atHome;
    }

    @Override
    public CompletionStage<MediaStatistics> statistics() {
        CompletionStage<MediaStatistics> sum = CompletableFuture.completedFuture(MediaStatistics.NOTHING);
        for (SessionPart part : parts) {
            sum = sum.thenCombine(part.sfu.submit(part::statistics), MediaStatistics::and);
        }
        return sum;
    }

    /** Tells who speaks where that changed. */
    void tellSpeakers(Endpoint because, long nowNanos) {
        if (speakers.update(nowNanos)) {
            List<String> recent = speakers.recent();
            home.sfu.tell(because, () -> listener.activeSpeakers(recent));
        }
    }

    @Override
    public void close() {
        home.sfu.environment.mailbox().post(this::end);
    }

    void end(long nowNanos) {
        closed = true;
        home.end(nowNanos);
        for (SessionPart part : parts) {
            if (!part.equals(home)) {
                part.sfu.environment.mailbox().post(part::end);
            }
        }
    }
}
