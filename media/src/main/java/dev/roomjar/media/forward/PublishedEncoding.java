package dev.roomjar.media.forward;

import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.rtp.PacketCache;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.rtp.SequenceNumbers;
import dev.roomjar.media.sdp.Codec;
import org.jspecify.annotations.Nullable;

/**
 * One encoding of a track: one RTP stream with its retransmissions, repaired, cached and reported on. Not thread safe.
 *
 * <p>Receivers see one stream even where the publisher changes its SSRC or jumps in its numbers: packets get numbers and
 * timestamps that go on from the last ones. The cache and all receivers use these; only reports and requests to the publisher
 * speak of its own.
 */
final class PublishedEncoding {
    /** About a second of video at 6 Mbit/s, where receivers are so far away or lose so much that it takes so long. */
    private static final int CACHED_VIDEO_PACKETS = 1024;

    private static final int CACHED_VIDEO_BYTES = 768 * 1024;
    private static final int CACHED_AUDIO_PACKETS = 128;
    private static final int CACHED_AUDIO_BYTES = 64 * 1024;
    private static final long CACHED_NANOS = 500_000_000;
    private static final long MAX_CACHED_NANOS = 2_000_000_000;

    /** In place of a packet's number: no keyframe came yet. */
    private static final long NO_KEYFRAME = Long.MIN_VALUE + 1;

    /** A jump further than this is a new beginning, not loss (RFC 3550 A.1). */
    private static final int MAX_DROPOUT = 3000;

    /** How many packets the first one that arrives may have overtaken. */
    private static final int OVERTAKEN = 64;

    /** How long the stream in use must be silent before an SSRC that it replaced may come back. */
    private static final long TAKE_BACK_NANOS = 1_000_000_000;

    private final PublishedTrack track;
    private final MediaKind kind;
    private final PacketCache cache;
    private final RoundTrip roundTrip = new RoundTrip();
    private final LossTracker losses = new LossTracker(roundTrip);
    private final PublisherRequests requests;
    private final RepairStream repairs;
    private final SenderReportMemory senderReport = new SenderReportMemory();
    private @Nullable ReceptionStatistics statistics;
    private int ssrc;
    private @Nullable Integer retiredSsrc;
    private int jumpedTo = -1;
    private long lastArrival;
    private long frames;
    private long bytes;
    private long trackFramesAtArrival;

    /** Whether it has packets from another loop's. */
    private boolean replicated;

    /** What is added to the publisher's numbers and timestamps to get the track's own. */
    private int sequenceShift;

    private int timestampShift;
    private int lastTimestamp;

    private long keyframeNumber = NO_KEYFRAME;
    private int keyframeTimestamp;
    private int generation;

    private final PublishedPacket reread;
    private final LayerReader reader = new LayerReader();
    private final LayerRates rates = new LayerRates();

    /** What is added to timestamps to bring them to the track's clock. */
    private int clockShift;

    PublishedEncoding(PublishedTrack track) {
        this.track = track;
        this.reread = new PublishedPacket(track);
        this.requests = new PublisherRequests(track, losses, roundTrip);
        this.repairs = new RepairStream(track);
        this.kind = track.media().kind();
        this.cache = kind == MediaKind.VIDEO
                ? new PacketCache(CACHED_VIDEO_PACKETS, CACHED_VIDEO_BYTES, CACHED_NANOS)
                : new PacketCache(CACHED_AUDIO_PACKETS, CACHED_AUDIO_BYTES, CACHED_NANOS);
    }

    /** Asks for a keyframe as soon as the throttle lets it; nothing for audio. */
    void requestKeyframe(long nowNanos) {
        requests.requestKeyframe(nowNanos);
    }

    /** A receiver is this far away: it may ask for a packet a few times before it has it. */
    void cover(long roundTripNanos) {
        long wanted = Math.min(MAX_CACHED_NANOS, CACHED_NANOS + 4 * roundTripNanos);
        if (wanted > cache.keepNanos()) {
            cache.keep(wanted);
        }
    }

    /** Whether it was seen sending under this SSRC. */
    boolean hasSsrc(int ssrc) {
        return (statistics != null && this.ssrc == ssrc) || repairs.hasSsrc(ssrc);
    }

    /** Takes a packet that was routed here; returns whether it is a new one to forward, which is then {@code packet}. */
    boolean receive(RtpPacket received, Codec codec, boolean rtx, PublishedPacket packet, long nowNanos) {
        if (!rtx) {
            return receiveMedia(received, codec, packet, nowNanos);
        }
        RtpPacket repaired = statistics == null ? null : repairs.unwrap(received, codec, ssrc);
        return repaired != null && !isJump(repaired.sequenceNumber()) && take(repaired, codec, true, packet, nowNanos);
    }

    private boolean receiveMedia(RtpPacket received, Codec codec, PublishedPacket packet, long nowNanos) {
        ReceptionStatistics current = statistics;
        if (current == null || received.ssrc() != ssrc) {
            if (current != null
                    && retiredSsrc != null
                    && retiredSsrc == received.ssrc()
                    && nowNanos - lastArrival < TAKE_BACK_NANOS) {
                return false;
            }
            current = restart(received, codec, nowNanos);
        } else if (isJump(received.sequenceNumber())) {
            // Two in a row make it a new beginning; one alone is a stray.
            if (received.sequenceNumber() != jumpedTo) {
                jumpedTo = (received.sequenceNumber() + 1) & 0xffff;
                return false;
            }
            current = restart(received, codec, nowNanos);
        }
        jumpedTo = -1;
        lastArrival = nowNanos;
        trackFramesAtArrival = track.frames();
        bytes += received.length();
        current.received(received.sequenceNumber(), received.timestamp(), nowNanos);
        return take(received, codec, !codec.hasRtx(), packet, nowNanos);
    }

    private boolean isJump(int number) {
        int distance = SequenceNumbers.distance((int) losses.highest(), number + sequenceShift);
        return distance > MAX_DROPOUT || distance < -MAX_DROPOUT;
    }

    private ReceptionStatistics restart(RtpPacket first, Codec codec, long nowNanos) {
        if (statistics == null) {
            losses.restart(first.sequenceNumber(), first.sequenceNumber() - OVERTAKEN);
            lastTimestamp = first.timestamp();
            clockShift = track.clock().shiftByArrival(first.timestamp(), clockRate(codec), nowNanos);
        } else {
            int ticks =
                    (int) ((nowNanos - lastArrival) / 1000 * codec.encoding().clockRate() / 1_000_000);
            long earliest = losses.highest() + 1;
            sequenceShift = (int) (earliest + OVERTAKEN) - first.sequenceNumber();
            timestampShift = lastTimestamp + Math.max(1, ticks) - first.timestamp();
            losses.restart(earliest + OVERTAKEN, earliest);
            if (first.ssrc() != ssrc) {
                retiredSsrc = ssrc;
                repairs.restart();
            }
            generation++;
            senderReport.clear();
        }
        reader.restart();
        ssrc = first.ssrc();
        ReceptionStatistics fresh =
                new ReceptionStatistics(ssrc, codec.encoding().clockRate(), first.sequenceNumber());
        statistics = fresh;
        return fresh;
    }

    /** @param repair whether a packet that was asked for came as the answer to that, not late by itself */
    private boolean take(RtpPacket received, Codec codec, boolean repair, PublishedPacket packet, long nowNanos) {
        long number = SequenceNumbers.unwrap((received.sequenceNumber() + sequenceShift) & 0xffff, losses.highest());
        if (losses.arrived(number, repair, nowNanos) != LossTracker.Arrival.NEW) {
            return false;
        }
        return keep(received, number, received.timestamp() + timestampShift, codec, packet, nowNanos);
    }

    /** Takes a packet that it took on its publisher's loop, under the number that it had there. */
    boolean replicate(PacketCopy copy, RtpPacket received, Codec codec, PublishedPacket packet, long nowNanos) {
        if (!replicated || copy.generation != generation) {
            losses.restart(copy.number, copy.number - OVERTAKEN);
            reader.restart();
            generation = copy.generation;
            replicated = true;
        }
        clockShift = copy.clockShift;
        lastArrival = nowNanos;
        trackFramesAtArrival = track.frames();
        // Late is what was lost on the way, here or to the publisher's loop: packets do not overtake each other in
        // between.
        return losses.arrived(copy.number, true, nowNanos) == LossTracker.Arrival.NEW
                && keep(received, copy.number, copy.timestamp, codec, packet, nowNanos);
    }

    void replicateReport(PacketCopy copy) {
        clockShift = copy.clockShift;
        senderReport.received(copy.ntpTime, copy.timestamp, copy.reportedAt);
    }

    /** In a replica: asks for what is due. */
    void request(MediaReplica.Origin origin, int encoding, long nowNanos) {
        if (nextDeadline() <= nowNanos) {
            requests.pass(origin, encoding, generation, keyframeNumber, nowNanos);
        }
    }

    /** Copies a packet in the cache; false where it is not there or belongs to another beginning. */
    boolean copyAgain(int of, int low, PacketCopy copy) {
        long number = SequenceNumbers.unwrap(low, losses.highest());
        int slot = of == generation ? cache.find(number) : PacketCache.NONE;
        if (slot == PacketCache.NONE || !copy.take(cache.buffer(), cache.offset(slot), cache.length(slot))) {
            return false;
        }
        copy.generation = of;
        copy.number = number;
        copy.timestamp = cache.timestamp(slot);
        return true;
    }

    boolean copyReport(long sinceNanos, PacketCopy copy) {
        return senderReport.copyTo(copy, timestampShift, sinceNanos);
    }

    private boolean keep(
            RtpPacket received, long number, int timestamp, Codec codec, PublishedPacket packet, long nowNanos) {
        requests.makeUpFor(keyframeNumber, nowNanos);
        int slot = cache.put(number, received.buffer(), received.offset(), received.length(), timestamp, nowNanos);
        if (slot == PacketCache.NONE || !packet.header().wrap(cache.buffer(), cache.offset(slot), received.length())) {
            return false;
        }
        boolean newest = number == losses.highest();
        if (newest) {
            lastTimestamp = timestamp;
        }
        packet.encoding = this;
        packet.generation = generation;
        packet.number = number;
        packet.timestamp = timestamp;
        int descriptor = track.media().extensions().id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        reader.read(packet, codec.encoding(), descriptor, newest);
        if (packet.startsKeyframe) {
            noteKeyframe(number, timestamp);
            requests.satisfied();
        } else if (keyframeNumber == NO_KEYFRAME && track.isSimulcast()) {
            // Its first one was sent before the keys were agreed: without one nobody can begin with it, nor tell how
            // large it is.
            requestKeyframe(nowNanos);
        }
        if (kind == MediaKind.VIDEO) {
            int produced = packet.needed & reader.producedCells();
            int framesOf = packet.startsFrame ? Cells.row(packet.spatial) : Cells.NONE;
            rates.add(produced, framesOf, received.length(), nowNanos);
            frames += packet.startsPicture ? 1 : 0;
        }
        return true;
    }

    /** More than one packet of a keyframe may be such that a decoder can start with it. */
    private void noteKeyframe(long number, int timestamp) {
        boolean another = keyframeNumber == NO_KEYFRAME || timestamp != keyframeTimestamp;
        keyframeNumber = another ? number : Math.min(number, keyframeNumber);
        keyframeTimestamp = timestamp;
    }

    /** Whether a packet that is not in the cache was there once, and what comes after it cannot be decoded without it. */
    boolean isBeyondRepair(long number) {
        return number >= keyframeNumber && losses.came(number);
    }

    void senderReport(int ssrc, long ntpTime, int rtpTimestamp, long nowNanos) {
        if (statistics != null && ssrc == this.ssrc) {
            senderReport.received(ntpTime, rtpTimestamp, nowNanos);
            if (track.isSimulcast()) {
                clockShift = track.clock()
                        .shiftByReport(ntpTime, rtpTimestamp + timestampShift, track.clockRate(), clockShift);
            }
        }
    }

    /** Adds the reception report on this track to the receiver report just written. */
    void writeReport(RtcpWriter out, long nowNanos) {
        if (statistics != null) {
            statistics.write(out, senderReport, nowNanos);
        }
    }

    /** Adds the requests to the publisher that are due. */
    void writeRequests(RtcpWriter out, int reporterSsrc, long nowNanos) {
        if (statistics != null) {
            requests.write(out, reporterSsrc, ssrc, sequenceShift, keyframeNumber, nowNanos);
        }
    }

    /** When {@link #writeRequests} has something, {@link Long#MAX_VALUE} for not at all. */
    long nextDeadline() {
        // Nothing can be asked of a stream whose SSRC is not known yet.
        return !isSeen() ? Long.MAX_VALUE : requests.nextDeadline();
    }

    /** The publisher's SSRC of the stream in use, 0 before its first packet. */
    int ssrc() {
        return ssrc;
    }

    /** Counts the publisher's new beginnings: what came before one is no reference for what comes after. */
    int generation() {
        return generation;
    }

    /** What is added to timestamps to bring them to the track's clock. */
    int clockShift() {
        return clockShift;
    }

    /** Whether it was ever seen. */
    boolean isSeen() {
        return statistics != null || replicated;
    }

    /** When its last packet came, retransmissions apart. */
    long lastArrival() {
        return lastArrival;
    }

    /** What came of it so far. */
    Arrivals arrivals() {
        ReceptionStatistics current = statistics;
        return current == null
                ? Arrivals.NONE
                : new Arrivals(bytes, current.expected(), Math.max(0, current.cumulativeLost()), roundTrip.nanos());
    }

    /** Pictures that it had so far. */
    long frames() {
        return frames;
    }

    /** Pictures of the track, of all encodings, when its last packet came. */
    long trackFramesAtArrival() {
        return trackFramesAtArrival;
    }

    /** In pixels, of its largest layer; 0 while unknown. */
    int width() {
        return reader.width(reader.spatialLayers() - 1);
    }

    /** In pixels, of its largest layer; 0 while unknown. */
    int height() {
        return reader.height(reader.spatialLayers() - 1);
    }

    /** Of all its layers together. */
    long bitsPerSecond(long nowNanos) {
        int cell = Cells.index(reader.spatialLayers() - 1, reader.temporalLayers() - 1);
        return rates.bitsPerSecond(cell, nowNanos);
    }

    /** What a packet in the cache is; the object is good until the next call. */
    PublishedPacket read(int slot, Encoding codec, int generation) {
        PublishedPacket packet = reread;
        packet.header().wrap(cache.buffer(), cache.offset(slot), cache.length(slot));
        packet.encoding = this;
        packet.generation = generation;
        packet.number = cache.sequenceNumber(slot);
        packet.timestamp = cache.timestamp(slot);
        reader.read(packet, codec, track.media().extensions().id(HeaderExtension.DEPENDENCY_DESCRIPTOR), false);
        return packet;
    }

    LayerReader reader() {
        return reader;
    }

    LayerRates rates() {
        return rates;
    }

    /** Counts a new beginning without one of the publisher. */
    void resume() {
        generation++;
    }

    PacketCache cache() {
        return cache;
    }

    boolean hasSenderReport() {
        return senderReport.isPresent();
    }

    /** The publisher's wall clock now. */
    long ntpTime(long nowNanos) {
        return senderReport.ntpTime(nowNanos);
    }

    /** Its own media clock now. */
    int rtpTimestamp(int clockRate, long nowNanos) {
        return senderReport.rtpTimestamp(clockRate, nowNanos) + timestampShift;
    }

    private static int clockRate(Codec codec) {
        return codec.encoding().clockRate();
    }
}
