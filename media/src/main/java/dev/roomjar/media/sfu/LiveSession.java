package dev.roomjar.media.sfu;

import dev.roomjar.media.Admission;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.Player;
import dev.roomjar.media.PlayerListener;
import dev.roomjar.media.Publication;
import dev.roomjar.media.PublicationListener;
import dev.roomjar.media.Receiver;
import dev.roomjar.media.ReceiverListener;
import dev.roomjar.media.SessionListener;
import dev.roomjar.media.audio.Speakers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A session on its loop. */
final class LiveSession implements MediaSession {
    final Sfu sfu;
    private final Set<Endpoint> endpoints = new LinkedHashSet<>();
    private final SessionListener listener;
    private boolean closed;

    /** Who speaks; publications with audio add themselves. */
    final Speakers speakers;

    LiveSession(Sfu sfu, SessionListener listener, int audibleAtOnce) {
        this.sfu = sfu;
        this.listener = listener;
        speakers = new Speakers(audibleAtOnce);
    }

    @Override
    public CompletionStage<Publication> publish(String offer, PublicationListener listener) {
        return sfu.submit(now -> {
            requireOpen();
            LivePublication publication = new LivePublication(this, listener);
            add(publication);
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
        return sfu.submit(now -> {
            requireOpen();
            LiveReceiver receiver = new LiveReceiver(this, listener);
            add(receiver);
            return receiver;
        });
    }

    @Override
    public Admission admission() {
        return sfu.admission();
    }

    @Override
    public CompletionStage<Player> play(String offer, int places, PlayerListener listener) {
        return sfu.submit(now -> {
            requireOpen();
            LivePlayer player = new LivePlayer(this, places, listener);
            add(player);
            try {
                player.open(offer, now);
            } catch (RuntimeException | AssertionError e) {
                player.peer.close(now);
                throw e;
            }
            return player;
        });
    }

    private void requireOpen() {
        if (closed) {
            throw new MediaException("the media session is closed");
        }
        sfu.requireRoomForPeer();
    }

    private void add(Endpoint endpoint) {
        endpoints.add(endpoint);
        sfu.peerOpened();
        sfu.touch(endpoint);
    }

    /** Tells who speaks where that changed. */
    void tellSpeakers(Endpoint because, long nowNanos) {
        if (speakers.update(nowNanos)) {
            List<String> recent = speakers.recent();
            sfu.tell(because, () -> listener.activeSpeakers(recent));
        }
    }

    void forget(Endpoint endpoint) {
        endpoints.remove(endpoint);
    }

    @Override
    public void close() {
        sfu.environment.mailbox().post(this::end);
    }

    void end(long nowNanos) {
        closed = true;
        List.copyOf(endpoints).forEach(endpoint -> endpoint.peer.close(nowNanos));
        sfu.forget(this);
    }
}
