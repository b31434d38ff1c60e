package dev.roomjar.media.sfu;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaStatistics;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.PublicationListener;
import dev.roomjar.media.allocation.LayerForecast;
import dev.roomjar.media.allocation.WantedLayers;
import dev.roomjar.media.audio.Speaker;
import dev.roomjar.media.forward.Arrivals;
import dev.roomjar.media.forward.Layers;
import dev.roomjar.media.forward.PublishedMedia;
import dev.roomjar.media.forward.PublishedTrack;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.sdp.PublisherAnswer;
import dev.roomjar.media.sdp.PublisherNegotiation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A publication on its loop: what one peer sends, and who reads it. */
final class LivePublication extends Endpoint implements Publication, Source.Owner {
    private final PublicationListener listener;
    private final PublisherNegotiation negotiation;
    final Source source;
    private final WantedLayers wanted = new WantedLayers();
    private boolean wantsSettling;
    private @Nullable PublishedMedia media;
    private @Nullable PublisherAnswer negotiated;
    private @Nullable Speaker speaker;

    /** In place of the speaker, away from the session's home. */
    private @Nullable RemoteVoice voice;

    private boolean audibleElsewhere;

    /** To the loops where it has receivers besides; never changed but as a whole. */
    private ReplicaLink[] links = {};

    private volatile String answer = "";

    LivePublication(SessionPart part, PublicationListener listener) {
        super(part, part.sfu.name("publication"));
        this.listener = listener;
        source = new Source(sfu, id, this);
        negotiation = new PublisherNegotiation(sfu.environment.random().nextLong(1L << 62));
    }

    void open(String offer, long nowNanos) {
        PublisherAnswer agreed = negotiation.answer(offer, localTransport());
        describe(agreed.transport(), nowNanos);
        PublishedMedia published =
                new PublishedMedia(agreed, sfu.environment.random().nextInt());
        media = published;
        negotiated = agreed;
        source.open(published, nowNanos);
        answer = agreed.sdp();
    }

    @Override
    public CompletionStage<String> renegotiate(String offer) {
        return sfu.submit(now -> {
            if (!isOpen() || media == null) {
                throw new MediaException("publication " + id + " is closed");
            }
            PublisherAnswer agreed = negotiation.answer(offer, localTransport());
            if (describe(agreed.transport(), now)) {
                // The peer's new credentials call for new ones of ours (RFC 8445 §9), which the answer must carry.
                agreed = negotiation.answer(offer, localTransport());
            }
            media.negotiated(agreed);
            negotiated = agreed;
            answer = agreed.sdp();
            source.readTracks(now);
            for (ReplicaLink link : links) {
                link.renegotiated(agreed);
            }
            sfu.touch(this);
            return answer;
        });
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length, long nowNanos) {
        PublishedMedia published = media;
        if (published == null) {
            return;
        }
        PublishedTrack track = published.receive(buffer, offset, length, nowNanos);
        sfu.touch(this);
        if (track != null && isAudible(track, nowNanos)) {
            for (ReplicaLink link : links) {
                link.packet(track.packet());
            }
            source.take(track, nowNanos);
        }
    }

    /** Whether to forward the track's packet: always for video, and for audio if this is one of those who are heard. */
    private boolean isAudible(PublishedTrack track, long nowNanos) {
        if (track.isVideo()) {
            return true;
        }
        boolean audible = part.equals(part.session.home) ? isHeard(track, nowNanos) : isHeardElsewhere(track);
        if (!audible) {
            sfu.environment.counters().increment(MediaCounter.AUDIO_NOT_AMONG_LOUDEST);
        }
        return audible;
    }

    private boolean isHeard(PublishedTrack track, long nowNanos) {
        LiveSession session = part.session;
        if (speaker == null) {
            speaker = session.speakers.add(id);
        }
        boolean before = speaker.isAudible();
        boolean audible = session.speakers.heard(speaker, track.audioLevel(), nowNanos);
        session.tellSpeakers(this, nowNanos);
        if (audible && !before) {
            resumeAudio(track, nowNanos);
        }
        return audible;
    }

    private boolean isHeardElsewhere(PublishedTrack track) {
        if (voice == null) {
            voice = new RemoteVoice(this, part.session);
        }
        voice.tell(track.audioLevel());
        return audibleElsewhere;
    }

    /** The session's home decided whether this is one of those who are heard. */
    void audible(boolean now, long nowNanos) {
        if (now && !audibleElsewhere) {
            track(MediaKind.AUDIO).ifPresent(track -> resumeAudio(track, nowNanos));
        }
        audibleElsewhere = now;
    }

    private void resumeAudio(PublishedTrack track, long nowNanos) {
        // What waits belongs to the time before.
        source.forwardAll(nowNanos);
        track.resume();
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
        if (media != null) {
            media.receiveRtcp(buffer, offset, length, nowNanos);
            sfu.touch(this);
            for (ReplicaLink link : links) {
                tellReports(link, nowNanos);
            }
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
        tellLinks();
        super.settle(nowNanos);
    }

    @Override
    public void touch() {
        sfu.touch(this);
    }

    @Override
    public void unsubscribed() {
        wantsSettling = true;
        sfu.touch(this);
    }

    @Override
    public void wantedChanged(long nowNanos) {
        track(MediaKind.VIDEO).ifPresent(track -> {
            LayerForecast layers = source.layers(track);
            layers.refresh(nowNanos);
            wanted.update(highestWanted(), layers.spatialLayers(), nowNanos);
            tellWanted(nowNanos);
        });
    }

    private int highestWanted() {
        int highest = source.highestWanted();
        for (ReplicaLink link : links) {
            highest = Math.max(highest, link.wanted());
        }
        return highest;
    }

    private void tellWanted(long nowNanos) {
        LayerForecast layers = source.layersSeen();
        if (layers != null && wanted.poll(nowNanos)) {
            layers.refresh(nowNanos);
            layers.asked(wanted.told(), nowNanos);
            int count = layers.spatialLayers();
            int highest = Math.min(wanted.told(), count - 1);
            sfu.tell(this, () -> listener.layersWanted(highest, count));
        }
    }

    private Optional<PublishedTrack> track(MediaKind kind) {
        return source.track(kind);
    }

    /** A loop where it does not live has receivers for it. */
    void link(Replica replica, long nowNanos) {
        PublisherAnswer agreed = negotiated;
        if (!isOpen() || agreed == null) {
            replica.sfu.environment.mailbox().post(now -> replica.refused());
            return;
        }
        ReplicaLink link = new ReplicaLink(replica, sfu);
        links = Arrays.copyOf(links, links.length + 1);
        links[links.length - 1] = link;
        link.open(agreed, wanted.told(), videoReaders());
        tellReports(link, Long.MIN_VALUE);
    }

    /** That loop has none any more. */
    void unlink(Replica replica, long nowNanos) {
        ReplicaLink link = linkTo(replica);
        if (link != null) {
            links = Arrays.stream(links).filter(other -> !other.equals(link)).toArray(ReplicaLink[]::new);
            demanded(link, -1, 0);
        }
    }

    /** What the receivers on another loop want changed. */
    void demanded(Replica by, int highestWanted, int readers) {
        ReplicaLink link = linkTo(by);
        if (link != null) {
            demanded(link, highestWanted, readers);
        }
    }

    private void demanded(ReplicaLink link, int highestWanted, int readers) {
        track(MediaKind.VIDEO).ifPresent(track -> track.receives(readers - link.receivers()));
        link.demand(highestWanted, readers);
        wantsSettling = true;
        sfu.touch(this);
    }

    /** Packets did not come over to another loop; those that did not come here either are asked for already. */
    void repeat(Replica to, MediaKind kind, int encoding, int generation, int[] numbers) {
        ReplicaLink link = linkTo(to);
        PublishedTrack track = track(kind).orElse(null);
        if (link != null && track != null) {
            for (int number : numbers) {
                link.packetAgain(track, encoding, generation, number);
            }
        }
    }

    /** Receivers on another loop want a keyframe. */
    void keyframe(MediaKind kind, int encoding, long nowNanos) {
        track(kind).ifPresent(track -> track.requestKeyframe(encoding, nowNanos));
        sfu.touch(this);
    }

    private void tellReports(ReplicaLink link, long sinceNanos) {
        for (MediaKind kind : MediaKind.values()) {
            track(kind).ifPresent(track -> link.reports(track, sinceNanos));
        }
    }

    private void tellLinks() {
        for (ReplicaLink link : links) {
            link.tell(wanted.told(), videoReaders() - link.receivers());
        }
    }

    /** On all loops. */
    private int videoReaders() {
        return track(MediaKind.VIDEO).map(PublishedTrack::receivers).orElse(0);
    }

    private @Nullable ReplicaLink linkTo(Replica replica) {
        for (ReplicaLink link : links) {
            if (link.replica.equals(replica)) {
                return link;
            }
        }
        return null;
    }

    @Override
    void connected(long nowNanos) {
        wantsSettling = true;
    }

    @Override
    void ended(long nowNanos) {
        source.end();
        for (ReplicaLink link : links) {
            link.end();
        }
        if (speaker != null) {
            part.session.speakers.remove(speaker);
            part.session.tellSpeakers(this, nowNanos);
        }
        if (voice != null) {
            voice.end();
        }
        part.forget(this);
    }

    @Override
    void report(PeerState state) {
        // Whoever's offer was refused learns it by the failed request alone.
        if (media != null) {
            listener.stateChanged(state);
        }
    }

    MediaStatistics.Published statistics() {
        Arrivals audio = track(MediaKind.AUDIO).map(Arrivals::of).orElse(Arrivals.NONE);
        Arrivals video = track(MediaKind.VIDEO).map(Arrivals::of).orElse(Arrivals.NONE);
        Arrivals both = audio.and(video);
        return new MediaStatistics.Published(
                id,
                peer.state(),
                audio.bytes(),
                video.bytes(),
                both.expected(),
                both.lost(),
                both.roundTripNanos(),
                track(MediaKind.VIDEO).map(track -> layers(track.layers())).orElse(List.of()));
    }

    private static List<MediaStatistics.Layer> layers(Layers layers) {
        return IntStream.range(0, layers.spatialLayers())
                .mapToObj(spatial -> {
                    int temporal = layers.temporalLayers(spatial) - 1;
                    return new MediaStatistics.Layer(
                            layers.width(spatial),
                            layers.height(spatial),
                            layers.framesPerSecond(spatial, temporal),
                            layers.bitsPerSecond(spatial, temporal));
                })
                .toList();
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
