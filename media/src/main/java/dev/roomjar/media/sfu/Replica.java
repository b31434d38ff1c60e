package dev.roomjar.media.sfu;

import dev.roomjar.media.allocation.LayerForecast;
import dev.roomjar.media.forward.MediaReplica;
import dev.roomjar.media.forward.PacketCopy;
import dev.roomjar.media.forward.PublishedTrack;
import dev.roomjar.media.peer.Mailbox;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.sdp.PublisherAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A publication once more, on a loop where it does not live but has receivers. It lives as long as it has some. What they want goes
 * back to the publication; losses on their way to them are its own affair. Thread rule: its loop.
 */
final class Replica extends Scheduled implements Source.Owner, MediaReplica.Origin {
    final LivePublication publication;
    final Source source;
    private final SessionPart part;
    private @Nullable MediaReplica media;
    private boolean closed;
    private boolean wantsSettling;

    /** What the publisher was asked for last, and how many read its video on other loops. */
    private int asked = Integer.MAX_VALUE;

    private int elsewhere;

    private int toldWanted = -1;
    private int toldReceivers;

    Replica(SessionPart part, LivePublication publication) {
        super(part.sfu);
        this.part = part;
        this.publication = publication;
        source = new Source(sfu, publication.id, this);
        atOrigin(publication::link);
    }

    private interface Request {
        void run(Replica replica, long nowNanos);
    }

    private void atOrigin(Request request) {
        Mailbox mailbox = publication.sfu.environment.mailbox();
        mailbox.post(now -> request.run(this, now));
    }

    /** The publication tells what it is. */
    void opened(PublisherAnswer negotiated, int askedLayer, int readersElsewhere, long nowNanos) {
        if (closed) {
            return;
        }
        MediaReplica replica = new MediaReplica(negotiated);
        media = replica;
        source.open(replica.media(), nowNanos);
        told(askedLayer, readersElsewhere, nowNanos);
    }

    /** The publication had ended before it was asked. */
    void refused() {
        if (!closed) {
            source.refuse(SessionPart.closed(publication));
            end();
        }
    }

    void renegotiated(PublisherAnswer negotiated, long nowNanos) {
        if (!closed && media != null) {
            media.media().negotiated(negotiated);
            source.readTracks(nowNanos);
        }
    }

    void told(int askedLayer, int readersElsewhere, long nowNanos) {
        source.track(MediaKind.VIDEO).ifPresent(track -> {
            track.receives(readersElsewhere - elsewhere);
            elsewhere = readersElsewhere;
            LayerForecast layers = source.layers(track);
            if (askedLayer != asked) {
                asked = askedLayer;
                layers.refresh(nowNanos);
                layers.asked(askedLayer, nowNanos);
            }
        });
        touch();
    }

    /** A packet or a report came over. */
    void arrived(PacketCopy copy, long nowNanos) {
        MediaReplica replica = media;
        if (closed || replica == null) {
            return;
        }
        try {
            take(replica, copy, nowNanos);
        } catch (RuntimeException | AssertionError e) {
            sfu.fault(this, e, nowNanos);
        }
    }

    private void take(MediaReplica replica, PacketCopy copy, long nowNanos) {
        PublishedTrack track = replica.receive(copy, nowNanos);
        touch();
        if (track != null) {
            source.take(track, nowNanos);
        }
    }

    @Override
    public void missing(MediaKind kind, int encoding, int generation, int[] numbers) {
        atOrigin((replica, now) -> publication.repeat(replica, kind, encoding, generation, numbers));
    }

    @Override
    public void keyframe(MediaKind kind, int encoding) {
        atOrigin((replica, now) -> publication.keyframe(kind, encoding, now));
    }

    @Override
    public void touch() {
        sfu.touch(this);
    }

    @Override
    public void wantedChanged(long nowNanos) {
        wantsSettling = true;
        touch();
    }

    @Override
    public void unsubscribed() {
        wantsSettling = true;
        touch();
        if (source.isUnread()) {
            close();
        }
    }

    @Override
    boolean isOpen() {
        return !closed;
    }

    @Override
    void settle(long nowNanos) {
        MediaReplica replica = media;
        if (replica == null) {
            return;
        }
        tellDemand(nowNanos);
        replica.request(this, nowNanos);
        sfu.deadlines.schedule(this, Math.max(replica.nextDeadline(), nowNanos + MIN_WAIT));
    }

    private void tellDemand(long nowNanos) {
        int wanted = wantsSettling ? wanted(nowNanos) : toldWanted;
        wantsSettling = false;
        int receivers = source.track(MediaKind.VIDEO)
                .map(track -> track.receivers() - elsewhere)
                .orElse(0);
        if (wanted != toldWanted || receivers != toldReceivers) {
            toldWanted = wanted;
            toldReceivers = receivers;
            atOrigin((to, now) -> publication.demanded(to, wanted, receivers));
        }
    }

    /** Whoever wants the highest layer that came over wants those that are paused above it as well. */
    private int wanted(long nowNanos) {
        int highest = source.highestWanted();
        source.refreshLayers(nowNanos);
        LayerForecast layers = source.layersSeen();
        return layers != null && highest >= layers.spatialLayers() - 1 ? Integer.MAX_VALUE : highest;
    }

    @Override
    void faulted(long nowNanos) {
        end();
    }

    /** Ends it and all that is read from it: the publication ended. */
    void end() {
        close();
        source.end();
    }

    private void close() {
        if (!closed) {
            closed = true;
            sfu.deadlines.schedule(this, Long.MAX_VALUE);
            part.forget(this);
            source.abandon();
            atOrigin(publication::unlink);
        }
    }

    @Override
    public String toString() {
        return "the replica of " + publication.id;
    }
}
