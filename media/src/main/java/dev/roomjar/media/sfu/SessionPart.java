package dev.roomjar.media.sfu;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaStatistics;
import dev.roomjar.media.Publication;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a session has on one loop. Thread rule: that loop. */
final class SessionPart {
    final LiveSession session;
    final Sfu sfu;
    private final Set<Endpoint> endpoints = new LinkedHashSet<>();

    /** Of publications that live on other loops and have receivers here. */
    private final Map<LivePublication, Replica> replicas = new HashMap<>();

    private boolean closed;

    /** Makes an endpoint of the session. */
    interface Opening<T> {
        T open(SessionPart part, long nowNanos);
    }

    SessionPart(LiveSession session, Sfu sfu) {
        this.session = session;
        this.sfu = sfu;
    }

    /** @param receives whether the session counted it as a receiver here already */
    <T> T open(Opening<T> opening, boolean receives, long nowNanos) {
        try {
            requireOpen();
        } catch (MediaException e) {
            if (receives) {
                receiverLeft();
            }
            throw e;
        }
        sfu.remember(this);
        return opening.open(this, nowNanos);
    }

    private void requireOpen() {
        if (closed) {
            throw new MediaException("the media session is closed");
        }
        sfu.requireRoomForPeer();
    }

    void add(Endpoint endpoint) {
        endpoints.add(endpoint);
        sfu.peerOpened();
        sfu.touch(endpoint);
    }

    private void receiverLeft() {
        if (session.home.equals(this)) {
            session.receiverLeft(this);
        } else {
            session.home.sfu.environment.mailbox().post(now -> session.receiverLeft(this));
        }
    }

    /** What receivers here read of a publication of the session, wherever it lives. */
    Source source(Publication publication, String reader) {
        if (!(publication instanceof LivePublication live) || !live.part.session.equals(session)) {
            throw new MediaException("publication " + publication.id() + " belongs to another session than " + reader);
        }
        if (!live.sfu.equals(sfu)) {
            return replicas.computeIfAbsent(live, origin -> new Replica(this, origin)).source;
        }
        if (!live.isOpen()) {
            throw closed(live);
        }
        return live.source;
    }

    static MediaException closed(Publication publication) {
        return new MediaException("publication " + publication.id() + " is closed");
    }

    void forget(Replica replica) {
        replicas.remove(replica.publication, replica);
    }

    void forget(Endpoint endpoint) {
        if (endpoints.remove(endpoint) && endpoint instanceof ForwardingEndpoint) {
            receiverLeft();
        }
    }

    MediaStatistics statistics(long nowNanos) {
        List<MediaStatistics.Published> publications = new ArrayList<>();
        List<MediaStatistics.Receiving> receivers = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            switch (endpoint) {
                case LivePublication publication -> publications.add(publication.statistics());
                case ForwardingEndpoint receiver -> receivers.add(receiver.statistics(nowNanos));
            }
        }
        return new MediaStatistics(publications, receivers);
    }

    void end(long nowNanos) {
        closed = true;
        List.copyOf(endpoints).forEach(endpoint -> endpoint.peer.close(nowNanos));
        sfu.forget(this);
    }
}
