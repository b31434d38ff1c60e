package dev.roomjar.media.forward;

import dev.roomjar.media.forward.SequenceMap.Segment;
import dev.roomjar.media.rtp.PacketCache;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.rtp.SequenceNumbers;
import dev.roomjar.media.sdp.Codec;
import org.jspecify.annotations.Nullable;

/** What of one track is sent again to one receiver, from the cache of its source (RFC 4588). Not thread safe. */
final class Retransmissions {
    private final SequenceMap sequence;
    private final @Nullable VideoPlacement video;
    private final ReceiverReports reports;
    private final TrackKeyframes keyframes;
    private final RetransmissionBudget budget;
    private final RetransmissionQueue queue = new RetransmissionQueue();
    private final RtpPacket cached = new RtpPacket();
    private int rtxSequenceNumber;

    /** @param rtxSequenceNumber to begin with */
    Retransmissions(
            SequenceMap sequence,
            @Nullable VideoPlacement video,
            ReceiverReports reports,
            TrackKeyframes keyframes,
            RetransmissionBudget budget,
            int rtxSequenceNumber) {
        this.sequence = sequence;
        this.video = video;
        this.reports = reports;
        this.keyframes = keyframes;
        this.budget = budget;
        this.rtxSequenceNumber = rtxSequenceNumber;
    }

    RetransmissionBudget budget() {
        return budget;
    }

    /** The next number on the retransmission stream. */
    int rtxSequenceNumber() {
        return rtxSequenceNumber;
    }

    private int nextRtx() {
        return rtxSequenceNumber++ & 0xffff;
    }

    /** The receiver asks for a packet, by its 16 bits. */
    void requested(int lost, long nowNanos) {
        long unwrapped = SequenceNumbers.unwrap(lost, sequence.last());
        if (!queue.request(unwrapped, reports.quietNanos(), nowNanos)) {
            budget.refuse();
        }
    }

    /** Writes the next packet that was asked for; 0 where there is none. */
    int poll(PacketRewriter rewriter, byte[] target, int offset, long nowNanos) {
        while (!queue.isEmpty()) {
            int length = write(rewriter, queue.take(), target, offset, nowNanos);
            if (length > 0 && budget.spend(length, nowNanos)) {
                return length;
            }
        }
        return 0;
    }

    /**
     * Writes a packet that carries nothing new: the latest packet once more, which may even be of use, or one of nothing but
     * padding.
     *
     * @param large rather a packet of usual size than one of 255 bytes
     * @return its length
     */
    int pad(PacketRewriter rewriter, boolean large, byte[] target, int offset, long nowNanos) {
        int length = large ? write(rewriter, sequence.last(), target, offset, nowNanos) : 0;
        return length > 0 ? length : rewriter.writePadding(nextRtx(), target, offset);
    }

    private int write(PacketRewriter rewriter, long number, byte[] target, int offset, long nowNanos) {
        Segment run = sequence.segmentAt(number);
        PublishedEncoding encoding = run == null ? null : run.encoding;
        if (run == null || encoding == null) {
            return 0;
        }
        PacketCache cache = encoding.cache();
        long original = sequence.source(run, number);
        int slot = cache.find(original);
        if (slot == PacketCache.NONE && encoding.isBeyondRepair(original)) {
            keyframes.request(nowNanos);
        }
        if (slot == PacketCache.NONE || !cached.wrap(cache.buffer(), cache.offset(slot), cache.length(slot))) {
            return 0;
        }
        Codec codec = rewriter.codec(cached);
        if (codec == null || !rewriter.fits(cached, 2)) {
            return 0;
        }
        if (!codec.hasRtx()) {
            // A number is protected once, since AES-GCM must not use a nonce twice (RFC 7714 §9.1).
            keyframes.request(nowNanos);
            return 0;
        }
        if (video != null && video.isFree(number)) {
            // It came before the keyframe did that it belongs to, and was not forwarded.
            PublishedPacket late = encoding.read(slot, codec.encoding(), run.generation);
            if (video.placeLate(late, encoding) != number) {
                return 0;
            }
        }
        return rewriter.write(run, number, cached, cache.timestamp(slot), codec, nextRtx(), target, offset);
    }
}
