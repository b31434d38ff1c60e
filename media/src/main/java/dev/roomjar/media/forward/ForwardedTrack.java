package dev.roomjar.media.forward;

import dev.roomjar.media.forward.SequenceMap.Segment;
import dev.roomjar.media.rtcp.RtcpPacket.ReportBlock;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.HeaderWriter;
import dev.roomjar.media.rtp.PacketCache;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.rtp.SequenceNumbers;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.NegotiatedMedia;
import dev.roomjar.media.sdp.OutgoingMedia;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One published track on its way to one receiver: its own SSRC, numbers without gaps, the receiver's payload types and extension
 * ids. Not thread safe.
 */
public final class ForwardedTrack {
    /** The longest packet written, in bytes, without what SRTP adds. */
    public static final int MAX_PACKET = 1456;

    /** In place of a spatial layer: paused, nothing is forwarded. */
    public static final int PAUSED = -1;

    /** How many of the latest packets can be sent again: about a second of video at 4 Mbit/s. */
    private static final int VIDEO_NUMBERS = 512;

    private static final int AUDIO_NUMBERS = 128;

    /** The most that RTP's padding can be, its count included (RFC 3550 §5.1). */
    private static final int PADDING = 255;

    private static final long REPORT_INTERVAL_NANOS = 1_000_000_000;

    private final PublishedTrack source;
    private final OutgoingMedia section;
    private final String cname;
    private final SequenceMap sequence;
    private final Continuity continuity;
    private final @Nullable VideoPlacement video;
    private final ReceiverReports reports = new ReceiverReports();
    private final RetransmissionQueue retransmissions = new RetransmissionQueue();
    private final RetransmissionBudget budget;
    private final OutgoingPackets outgoing;
    private final KeyframeAllowance keyframes = new KeyframeAllowance();
    private final RtpPacket cached = new RtpPacket();
    private @Nullable NegotiatedMedia agreed;
    private @Nullable PayloadTypeMap payloadTypes;
    private @Nullable HeaderWriter headers;
    private boolean enabled = true;
    private boolean running;
    private boolean paused;
    private int rtxSequenceNumber;

    /** The payload type of padding, {@link Codec#NO_RTX} for none. */
    private int paddingType = Codec.NO_RTX;

    private long packets;
    private long octets;
    private long reportedPackets;
    private long reportAt = Long.MAX_VALUE;
    private boolean hasReport;
    private int reportedHighest;

    ForwardedTrack(
            PublishedTrack source,
            OutgoingMedia section,
            String cname,
            RetransmissionBudget budget,
            OutgoingPackets outgoing) {
        this.source = source;
        this.budget = budget;
        this.outgoing = outgoing;
        this.section = section;
        this.cname = cname;
        // Any number will do to begin with (RFC 3550 §5.1); the upper half is left out so that all stay positive.
        this.sequence =
                new SequenceMap(0x10000L + (section.ssrc() & 0x7fff), source.isVideo() ? VIDEO_NUMBERS : AUDIO_NUMBERS);
        this.continuity = new Continuity();
        this.video = source.isVideo() ? new VideoPlacement(source, sequence, continuity) : null;
        this.rtxSequenceNumber = section.rtxSsrc() & 0x7fff;
    }

    /**
     * A track that goes on where another one in the same section ended: to the receiver it is the same stream. Its numbers must
     * go on, since one used again would use a key stream again (RFC 3711 §9.1).
     */
    ForwardedTrack(PublishedTrack source, String cname, ForwardedTrack before) {
        this.source = source;
        this.budget = before.budget;
        this.outgoing = before.outgoing;
        this.section = before.section;
        this.cname = cname;
        this.sequence = new SequenceMap(before.sequence.last(), source.isVideo() ? VIDEO_NUMBERS : AUDIO_NUMBERS);
        this.continuity = new Continuity(before.continuity);
        this.video = source.isVideo() ? new VideoPlacement(source, sequence, continuity) : null;
        this.rtxSequenceNumber = before.rtxSequenceNumber;
        this.packets = before.packets;
        this.octets = before.octets;
        this.reportedPackets = before.packets;
    }

    /** The section of the receiver's session description that carries it. */
    public OutgoingMedia section() {
        return section;
    }

    /** The track it is read from. */
    public PublishedTrack source() {
        return source;
    }

    /**
     * Writes the packet that the source track has now, rewritten for this receiver; as {@link #forward(PublishedPacket, byte[],
     * int, long)}.
     */
    public int forward(byte[] target, int offset, long nowNanos) {
        return forward(source.packet(), target, offset, nowNanos);
    }

    /**
     * Writes a packet of the source track, rewritten for this receiver. Packets must be given in the order in which the source
     * had them, each once. Allocates nothing.
     *
     * @param target with room for {@link #MAX_PACKET} bytes at {@code offset}; must not be the publisher's buffer
     * @return the length of an RTP packet, 0 where this receiver gets nothing (switched off, paused, not negotiated, waiting for
     *     a keyframe, another encoding or layer, codec refused)
     */
    public int forward(PublishedPacket packet, byte[] target, int offset, long nowNanos) {
        HeaderWriter writer = headers;
        PayloadTypeMap map = payloadTypes();
        PublishedEncoding encoding = packet.encoding;
        if (!enabled || paused || writer == null || map == null || encoding == null) {
            return 0;
        }
        RtpPacket header = packet.header();
        Codec codec = map.codec(header.payloadType());
        if (codec == null) {
            stop(encoding);
            return 0;
        }
        if (writer.maxLength(header) + header.payloadLength() > MAX_PACKET) {
            return 0;
        }
        long number = video == null ? placeAudio(packet, encoding, nowNanos) : video.place(packet, encoding, nowNanos);
        Segment run = number == SequenceMap.NONE ? null : sequence.segmentAt(number);
        if (run == null) {
            return 0;
        }
        int length = write(writer, map, run, number, header, packet.timestamp, codec, false, target, offset);
        if (length > 0) {
            sent(header.payloadLength(), packet.startsKeyframe, nowNanos);
        }
        if (length > 0 && packet.padding > 0 && length + packet.padding <= MAX_PACKET) {
            length += pad(target, offset, length, packet.padding);
        }
        if (length > 0) {
            outgoing.leaves(writer, target, length, false, nowNanos);
        }
        return length;
    }

    /** The last byte of padding counts it (RFC 3550 §5.1). */
    private static int pad(byte[] target, int offset, int length, int padding) {
        target[offset] |= 0x20;
        Arrays.fill(target, offset + length, offset + length + padding - 1, (byte) 0);
        target[offset + length + padding - 1] = (byte) padding;
        return padding;
    }

    private void sent(int payload, boolean startsKeyframe, long nowNanos) {
        packets++;
        octets += payload;
        budget.earned(payload);
        if (startsKeyframe) {
            keyframes.served(nowNanos);
        } else if (keyframes.isWaiting() && keyframes.takeDue(source.receivers(), nowNanos)) {
            askForKeyframe(nowNanos);
        }
        if (reportAt == Long.MAX_VALUE) {
            reportAt = nowNanos;
        }
    }

    @SuppressWarnings("ReferenceEquality") // One object per encoding.
    private void stop(PublishedEncoding encoding) {
        if (sequence.current().encoding == encoding) {
            running = false;
            if (video != null) {
                video.stop();
            }
        }
    }

    /** Audio starts anywhere, and nothing of it is held back. */
    private long placeAudio(PublishedPacket packet, PublishedEncoding encoding, long nowNanos) {
        Segment run = sequence.current();
        if (!running || run.generation != packet.generation) {
            run = sequence.start(encoding, packet.generation, packet.number);
            continuity.begin(run, packet, 0, clockRate(), nowNanos);
            running = true;
        }
        if (packet.number > run.highestSource()) {
            continuity.forwarded(run, packet, PublishedPacket.NONE, nowNanos);
            return sequence.next(packet.number);
        }
        return sequence.find(run, packet.number);
    }

    /** Writes a packet as it was or is to be sent under a number; the same each time, but for what RTX adds. */
    private int write(
            HeaderWriter writer,
            PayloadTypeMap map,
            Segment run,
            long number,
            RtpPacket from,
            int timestamp,
            Codec codec,
            boolean rtx,
            byte[] target,
            int offset) {
        int length = writer.write(
                from,
                source.media().extensions(),
                target,
                offset,
                rtx ? codec.rtxPayloadType() : codec.payloadType(),
                rtx ? rtxSequenceNumber++ & 0xffff : (int) number & 0xffff,
                timestamp + run.timestampShift,
                rtx ? section.rtxSsrc() : section.ssrc());
        if (rtx) {
            Bytes.put16(target, offset + length, (int) number & 0xffff);
            length += 2;
        }
        if (video != null && video.isEmpty(number)) {
            target[offset + 1] &= 0x7f;
            return length;
        }
        int payload = map.copyPayload(from, codec, target, offset + length);
        if (payload == PayloadTypeMap.REFUSED) {
            return 0;
        }
        if (video != null) {
            boolean vp8 = codec.encoding() == Encoding.VP8;
            if (!vp8 && video.isMarked(number)) {
                target[offset + 1] |= (byte) 0x80;
            }
            int pictureId = vp8 ? video.pictureId(number) : 0;
            int descriptor = writer.dependencyDescriptor();
            continuity.rewrite(run, codec.encoding(), pictureId, target, offset + length, payload, descriptor);
        }
        return length + payload;
    }

    /** Made anew only after the publisher or the receiver negotiated again. */
    private @Nullable PayloadTypeMap payloadTypes() {
        PayloadTypeMap map = payloadTypes;
        if (agreed != null && (map == null || !map.isOf(source.media()))) {
            map = new PayloadTypeMap(source.media(), agreed);
            payloadTypes = map;
        }
        return map;
    }

    /** Switches forwarding on or off; on at first. Video switched on starts at the next keyframe, which is asked for. */
    public void enabled(boolean on, long nowNanos) {
        if (on && !enabled && headers != null) {
            askForKeyframe(nowNanos);
        }
        enabled = on;
        if (!on) {
            stop();
        }
    }

    public boolean isEnabled() {
        return enabled;
    }

    /**
     * What to aim at; before the first call it is the highest layer. Temporal layers are dropped at once, spatial ones where the
     * codec lets it; up it goes at a keyframe, which is asked for. Until then the current layer goes on, so that there is never a
     * gap that a decoder could notice. Numbers beyond what the source has mean its highest.
     *
     * @param spatial a layer of {@link PublishedTrack#layers}, {@link #PAUSED} for none
     * @param temporal a temporal layer of it
     */
    public void target(int spatial, int temporal, long nowNanos) {
        if (video == null) {
            return;
        }
        boolean pause = spatial == PAUSED;
        if (!pause) {
            video.target(spatial, temporal);
        }
        if (pause && !paused) {
            stop();
        }
        boolean resumed = paused && !pause;
        paused = pause;
        if (enabled && !pause && headers != null) {
            if (resumed) {
                askForKeyframe(nowNanos);
            }
            video.steer(nowNanos);
        }
    }

    private void stop() {
        running = false;
        if (video != null) {
            video.stop();
        }
    }

    private void askForKeyframe(long nowNanos) {
        if (video != null) {
            video.requestKeyframe(nowNanos);
        }
    }

    /** The spatial layer forwarded now; {@link #PAUSED} while nothing is. For audio always that. */
    public int currentSpatial() {
        return video == null ? PAUSED : video.currentSpatial();
    }

    /** The highest temporal layer forwarded now; −1 while nothing is. */
    public int currentTemporal() {
        return video == null ? PAUSED : video.currentTemporal();
    }

    /** What the receiver said of the stream. */
    public ReceiverReports reports() {
        return reports;
    }

    /** Takes what the receiver agreed to, null where it refused the section. */
    void negotiated(@Nullable NegotiatedMedia agreed, long nowNanos) {
        if (agreed == null || !agreed.active()) {
            headers = null;
            paddingType = Codec.NO_RTX;
            stop();
            return;
        }
        boolean first = headers == null;
        this.agreed = agreed;
        payloadTypes = null;
        paddingType = agreed.codecs().stream()
                .mapToInt(Codec::rtxPayloadType)
                .filter(type -> type != Codec.NO_RTX)
                .findFirst()
                .orElse(Codec.NO_RTX);
        headers = new HeaderWriter(agreed.extensions(), section.mid().getBytes(StandardCharsets.UTF_8));
        if (first && enabled) {
            askForKeyframe(nowNanos);
        }
    }

    void requested(List<Integer> lost, long nowNanos) {
        for (int number : lost) {
            long unwrapped = SequenceNumbers.unwrap(number, sequence.last());
            if (!retransmissions.request(unwrapped, reports.quietNanos(), nowNanos)) {
                budget.refuse();
            }
        }
    }

    /** The receiver asks for a keyframe. */
    void requestKeyframe(long nowNanos) {
        if (keyframes.request(reports.roundTripNanos(), source.receivers(), nowNanos)) {
            askForKeyframe(nowNanos);
        }
    }

    /** Writes the next packet that was asked for; 0 where there is none. */
    int retransmit(byte[] target, int offset, long nowNanos) {
        while (!retransmissions.isEmpty()) {
            int length = retransmit(retransmissions.take(), target, offset, nowNanos);
            HeaderWriter writer = headers;
            if (length > 0 && writer != null && budget.spend(length, nowNanos)) {
                outgoing.leaves(writer, target, length, false, nowNanos);
                return length;
            }
        }
        return 0;
    }

    /** Whether padding can be sent beside its packets, be it paused: on the retransmission stream (RFC 4588), and only there. */
    boolean takesPadding() {
        return headers != null && paddingType != Codec.NO_RTX;
    }

    /**
     * Writes a packet that carries nothing new, on the retransmission stream: the latest packet once more, which may even be of
     * use, or one of nothing but padding. Receivers drop both. Only where {@link #takesPadding}.
     *
     * @param large rather a packet of usual size than one of 255 bytes
     * @return its length
     */
    int pad(boolean large, byte[] target, int offset, long nowNanos) {
        HeaderWriter writer = Objects.requireNonNull(headers);
        int length = large ? retransmit(sequence.last(), target, offset, nowNanos) : 0;
        if (length == 0) {
            int header = writer.write(
                    target,
                    offset,
                    paddingType,
                    rtxSequenceNumber++ & 0xffff,
                    continuity.timestamp(),
                    section.rtxSsrc());
            Arrays.fill(target, offset + header, offset + header + PADDING - 1, (byte) 0);
            target[offset + header + PADDING - 1] = (byte) PADDING;
            target[offset] |= 0x20;
            length = header + PADDING;
        }
        outgoing.leaves(writer, target, length, true, nowNanos);
        return length;
    }

    private int retransmit(long number, byte[] target, int offset, long nowNanos) {
        HeaderWriter writer = headers;
        PayloadTypeMap map = payloadTypes();
        Segment run = sequence.segmentAt(number);
        PublishedEncoding encoding = run == null ? null : run.encoding;
        if (run == null || encoding == null || writer == null || map == null) {
            return 0;
        }
        PacketCache cache = encoding.cache();
        long original = sequence.source(run, number);
        int slot = cache.find(original);
        if (slot == PacketCache.NONE && encoding.isBeyondRepair(original)) {
            requestKeyframe(nowNanos);
        }
        if (slot == PacketCache.NONE || !cached.wrap(cache.buffer(), cache.offset(slot), cache.length(slot))) {
            return 0;
        }
        Codec codec = map.codec(cached.payloadType());
        if (codec == null || writer.maxLength(cached) + 2 + cached.payloadLength() > MAX_PACKET) {
            return 0;
        }
        if (!codec.hasRtx()) {
            // A number is protected once, since AES-GCM must not use a nonce twice (RFC 7714 §9.1).
            requestKeyframe(nowNanos);
            return 0;
        }
        if (video != null && video.isFree(number)) {
            // It came before the keyframe did that it belongs to, and was not forwarded.
            PublishedPacket late = encoding.read(slot, codec.encoding(), run.generation);
            if (video.placeLate(late, encoding) != number) {
                return 0;
            }
        }
        return write(writer, map, run, number, cached, cache.timestamp(slot), codec, true, target, offset);
    }

    void reported(ReportBlock block, long nowNanos) {
        reports.received(block, nowNanos);
        if (reports.roundTripNanos() != ReceiverReports.UNKNOWN) {
            source.cover(reports.roundTripNanos());
        }
    }

    /** Packets that the receiver expected since its last report. */
    long takeExpected(ReportBlock block) {
        int expected = hasReport ? block.highestSequence() - reportedHighest : 0;
        hasReport = true;
        reportedHighest = block.highestSequence();
        return Math.max(0, expected);
    }

    long nextDeadline() {
        return reportAt;
    }

    /** Writes the sender report where it is due; false where there is none to send. */
    boolean writeReport(RtcpWriter out, long nowNanos) {
        if (reportAt > nowNanos) {
            return false;
        }
        reportAt = nowNanos + REPORT_INTERVAL_NANOS;
        Segment run = sequence.current();
        PublishedEncoding encoding = run.encoding;
        if (encoding == null || !encoding.hasSenderReport() || packets == reportedPackets) {
            return false;
        }
        reportedPackets = packets;
        long ntpTime = encoding.ntpTime(nowNanos);
        reports.sent(ntpTime, nowNanos);
        int ssrc = section.ssrc();
        int rtpTimestamp = encoding.rtpTimestamp(clockRate(), nowNanos) + run.timestampShift;
        return out.senderReport(ssrc, ntpTime, rtpTimestamp, packets, octets) && out.cname(ssrc, cname);
    }

    private int clockRate() {
        return source.clockRate();
    }
}
