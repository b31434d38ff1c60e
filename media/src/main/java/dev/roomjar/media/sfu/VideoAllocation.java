package dev.roomjar.media.sfu;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.media.allocation.Allocator;
import dev.roomjar.media.allocation.VideoDemand;
import dev.roomjar.media.forward.ForwardedTrack;
import java.util.ArrayList;
import java.util.List;

/** Runs the allocator for one receiver when something changed, and from time to time since rates of layers do; does what it says. */
final class VideoAllocation {
    private static final long MIN_INTERVAL_NANOS = 100_000_000;
    private static final long MAX_INTERVAL_NANOS = 500_000_000;

    /** An estimate that begins is low, and climbs. */
    private static final long GRACE_NANOS = 5_000_000_000L;

    /** A shortage that is shorter, or that only an estimate tells of, pauses nothing: pictures late are better than none. */
    private static final long PATIENCE_NANOS = 2_000_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    /** What a datagram has beyond its RTP packet: IPv4, UDP, authentication tag. */
    private static final int DATAGRAM_OCTETS = 44;

    /** The part of the budget that is left for RTP packets of video, whose rates are known without that. */
    private static final double PAYLOAD = 0.95;

    /** What must be found free before the best is sent: what the allocator wants to spare, and what datagrams add. */
    private static final double DESIRE = 1.25;

    /** With less to spare than this part of what is sent, the lowest layer is at risk; with less than the other, it stays so. */
    private static final double RISK = 0.15;

    private static final double RELIEF = 0.3;

    /** A budget that differs less is the same. */
    private static final double CHANGE = 0.05;

    private final ForwardingEndpoint receiver;
    private final Allocator allocator = new Allocator();
    private final List<VideoShare> shares = new ArrayList<>();
    private final List<VideoDemand> demands = new ArrayList<>();
    private long audioOctets;
    private double audioBitsPerSecond;
    private long connectedAt = NEVER;
    private long shortSince = NEVER;
    private long ranAt;
    private long budget;
    private long desired;
    private boolean changed;

    VideoAllocation(ForwardingEndpoint receiver) {
        this.receiver = receiver;
    }

    void add(VideoShare share) {
        shares.add(share);
        demands.add(share.demand());
        changed = true;
    }

    void remove(VideoShare share) {
        shares.remove(share);
        demands.remove(share.demand());
        changed = true;
    }

    /** What is wished for changed. */
    void changed() {
        changed = true;
    }

    void connected(long nowNanos) {
        connectedAt = Math.min(connectedAt, nowNanos);
        changed = true;
    }

    /** Audio was sent, which is served before all video. */
    void sentAudio(int octets) {
        audioOctets += octets + DATAGRAM_OCTETS;
    }

    long nextDeadline() {
        if (shares.isEmpty() || connectedAt == NEVER) {
            return Long.MAX_VALUE;
        }
        return ranAt + (changed ? MIN_INTERVAL_NANOS : MAX_INTERVAL_NANOS);
    }

    /** Decides anew where that is due. */
    void advance(long bitsPerSecond, long nowNanos) {
        if (bitsPerSecond != budget) {
            changed |= Math.abs(bitsPerSecond - budget) > CHANGE * budget;
        }
        if (nextDeadline() <= nowNanos) {
            run(bitsPerSecond, nowNanos);
        }
    }

    private void run(long bitsPerSecond, long nowNanos) {
        measureAudio(nowNanos);
        changed = false;
        ranAt = nowNanos;
        budget = bitsPerSecond;
        for (int i = 0; i < shares.size(); i++) {
            shares.get(i).source().refreshLayers(nowNanos);
            demands.get(i).withhold(receiver.sfu.layersTaken());
        }
        long video = Math.max(0, (long) (PAYLOAD * (budget - audioBitsPerSecond)));
        allocator.allocate(video, demands, lowest(nowNanos));
        if (allocator.used() <= video) {
            shortSince = NEVER;
        } else if (shortSince == NEVER) {
            shortSince = nowNanos;
        }
        desired = (long) audioBitsPerSecond;
        for (int i = 0; i < shares.size(); i++) {
            apply(shares.get(i), video, nowNanos);
            desired += (long) (DESIRE * demands.get(i).desiredBitsPerSecond());
        }
    }

    private void measureAudio(long nowNanos) {
        double seconds = Math.max(MIN_INTERVAL_NANOS, nowNanos - ranAt) / 1e9;
        double now = audioOctets * 8 / seconds;
        audioOctets = 0;
        // A pause in speech is soon over: falls slowly.
        audioBitsPerSecond = Math.max(now, audioBitsPerSecond + (now - audioBitsPerSecond) * Math.min(1, seconds / 5));
    }

    private Allocator.Lowest lowest(long nowNanos) {
        if (nowNanos - connectedAt < GRACE_NANOS) {
            return Allocator.Lowest.ALL;
        }
        boolean lasting = shortSince != NEVER && nowNanos - shortSince >= PATIENCE_NANOS;
        return lasting && !receiver.media.bandwidth().carriesWhatIsSent(nowNanos)
                ? Allocator.Lowest.FITTING
                : Allocator.Lowest.HELD;
    }

    private void apply(VideoShare share, long video, long nowNanos) {
        VideoDemand demand = share.demand();
        if (demand.isDecided()) {
            int spatial = demand.spatial();
            share.track().target(spatial, spatial == ForwardedTrack.PAUSED ? 0 : demand.temporal(), nowNanos);
            share.source().touch();
        }
        share.settleWanted(nowNanos);
        report(share, quality(share, video));
    }

    private VideoQuality quality(VideoShare share, long video) {
        if (share.demand().isStarved()) {
            return VideoQuality.PAUSED;
        }
        double spare = share.quality() == VideoQuality.SUFFICIENT ? RISK : RELIEF;
        boolean tight = allocator.used() * (1 + spare) > video;
        return tight && share.demand().isAtLowest() ? VideoQuality.AT_RISK : VideoQuality.SUFFICIENT;
    }

    private void report(VideoShare share, VideoQuality quality) {
        if (quality == share.quality()) {
            return;
        }
        share.quality(quality);
        if (quality == VideoQuality.PAUSED) {
            receiver.sfu.environment.counters().increment(MediaCounter.VIDEO_PAUSED);
        }
        receiver.report(share.subscriptionId(), quality);
    }

    /** What would be sent if there were no limit, in bits per second. */
    long desiredBitsPerSecond() {
        return desired;
    }
}
