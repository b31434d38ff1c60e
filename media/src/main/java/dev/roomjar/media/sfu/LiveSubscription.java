package dev.roomjar.media.sfu;

import dev.roomjar.media.MediaStatistics;
import dev.roomjar.media.ReceiverListener.Mids;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.media.Wishes;
import dev.roomjar.media.allocation.VideoDemand;
import dev.roomjar.media.forward.ForwardedTrack;
import dev.roomjar.media.forward.PublishedTrack;
import dev.roomjar.media.rtp.MediaKind;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A subscription on its loop: at most one audio and one video track of a publication, each in a section of the receiver. */
final class LiveSubscription implements Subscription {
    private final String id;
    private final ForwardingEndpoint receiver;
    private final Source source;
    private final Reader reader;
    private final Map<MediaKind, Section> sections = new EnumMap<>(MediaKind.class);
    private final Map<MediaKind, Boolean> enabled = new EnumMap<>(MediaKind.class);
    private Wishes wishes = Wishes.EVERYTHING;
    private @Nullable VideoShare share;

    /** A track on its way: what is read, and what becomes of it. */
    private record Section(PublishedTrack track, ForwardedTrack forwarded) {
        String mid() {
            return forwarded.section().mid();
        }
    }

    LiveSubscription(String id, ForwardingEndpoint receiver, Source source) {
        this.id = id;
        this.receiver = receiver;
        this.source = source;
        reader = new Reader(receiver);
    }

    Source source() {
        return source;
    }

    /** Adds a section for each track that the publication has by now. */
    void readTracks(long nowNanos) {
        for (MediaKind kind : MediaKind.values()) {
            if (!sections.containsKey(kind)) {
                source.track(kind).ifPresent(track -> read(kind, track, nowNanos));
            }
        }
        receiver.sfu.touch(receiver);
    }

    private void read(MediaKind kind, PublishedTrack track, long nowNanos) {
        ForwardedTrack forwarded = receiver.open(this, kind, track, nowNanos);
        if (forwarded == null) {
            return;
        }
        if (!enabled.getOrDefault(kind, true)) {
            forwarded.enabled(false, nowNanos);
        }
        if (sections.isEmpty()) {
            source.add(reader);
        }
        reader.open(kind, forwarded);
        sections.put(kind, new Section(track, forwarded));
        if (kind == MediaKind.VIDEO) {
            VideoDemand demand = new VideoDemand(source.layers(track));
            demand.on(forwarded.isEnabled());
            demand.wishes(wishes);
            share = new VideoShare(id, demand, forwarded, source);
            receiver.allocation.add(share);
        }
    }

    /** Asks for a picture to start from. */
    void requestKeyframe(long nowNanos) {
        Section video = sections.get(MediaKind.VIDEO);
        if (video != null) {
            video.track().requestKeyframe(nowNanos);
            source.touch();
        }
    }

    Mids mids() {
        return new Mids(id, mid(MediaKind.AUDIO), mid(MediaKind.VIDEO));
    }

    private String mid(MediaKind kind) {
        Section section = sections.get(kind);
        return section == null ? "" : section.mid();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void audio(boolean on) {
        post(MediaKind.AUDIO, on);
    }

    @Override
    public void video(boolean on) {
        post(MediaKind.VIDEO, on);
    }

    private void post(MediaKind kind, boolean on) {
        receiver.sfu.environment.mailbox().post(now -> {
            enabled.put(kind, on);
            Section section = sections.get(kind);
            if (section != null) {
                section.forwarded().enabled(on, now);
                source.touch();
            }
            if (kind == MediaKind.VIDEO && share != null) {
                share.demand().on(on);
                receiver.allocation.changed();
                receiver.sfu.touch(receiver);
            }
        });
    }

    @Override
    public void wishes(Wishes wishes) {
        receiver.sfu.environment.mailbox().post(now -> {
            this.wishes = wishes;
            if (share != null) {
                share.demand().wishes(wishes);
                receiver.allocation.changed();
                receiver.sfu.touch(receiver);
            }
        });
    }

    MediaStatistics.Forwarded statistics() {
        Section video = sections.get(MediaKind.VIDEO);
        return new MediaStatistics.Forwarded(
                id,
                source.id,
                octets(MediaKind.AUDIO),
                octets(MediaKind.VIDEO),
                video == null ? ForwardedTrack.PAUSED : video.forwarded().currentSpatial(),
                video == null ? ForwardedTrack.PAUSED : video.forwarded().currentTemporal(),
                share == null ? VideoQuality.SUFFICIENT : share.quality());
    }

    private long octets(MediaKind kind) {
        Section section = sections.get(kind);
        return section == null ? 0 : section.forwarded().octets();
    }

    /** The spatial layer that the publisher should send for it, -1 for none. */
    int wantedSpatial() {
        return share == null ? -1 : share.wantedSpatial();
    }

    @Override
    public void close() {
        receiver.sfu.environment.mailbox().post(now -> end());
    }

    /** Ends it; the receiver's next offer shows that. Ending twice is harmless. */
    void end() {
        source.remove(reader);
        sections.values().forEach(section -> receiver.close(section.forwarded()));
        sections.clear();
        if (share != null) {
            receiver.allocation.remove(share);
            share = null;
        }
        source.remove(this);
        receiver.remove(this);
    }
}
