package dev.roomjar.media.forward;

import dev.roomjar.media.rtcp.RtcpPacket.ReportBlock;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.HeaderWriter;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.rtp.PacketCache;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.rtp.SequenceNumbers;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.NegotiatedMedia;
import dev.roomjar.media.sdp.OutgoingMedia;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published track on its way to one receiver: its own SSRC, numbers without gaps, the receiver's payload types and extension
 * ids. Not thread safe.
 */
public final class ForwardedTrack {
    /** The longest packet written, in bytes, without what SRTP adds. */
    public static final int MAX_PACKET = 1456;

    private static final long REPORT_INTERVAL_NANOS = 1_000_000_000;

    private final PublishedTrack source;
    private final OutgoingMedia section;
    private final String cname;
    private final SequenceMap sequence;
    private final ReceiverReports reports = new ReceiverReports();
    private final RetransmissionQueue retransmissions = new RetransmissionQueue();
    private final RetransmissionBudget budget;
    private final KeyframeAllowance keyframes = new KeyframeAllowance();
    private final RtpPacket cached = new RtpPacket();
    private @Nullable NegotiatedMedia agreed;
    private @Nullable PayloadTypeMap payloadTypes;
    private @Nullable HeaderWriter headers;
    private boolean enabled = true;
    private boolean running;
    private boolean paused;
    private int generation;
    private int rtxSequenceNumber;
    private long packets;
    private long octets;
    private long reportedPackets;
    private long reportAt = Long.MAX_VALUE;

    /** Whether another track's timestamps are still to be gone on from. */
    private boolean continues;

    private int timestampShift;
    private int lastTimestamp;
    private long lastForwardedAt;

    ForwardedTrack(PublishedTrack source, OutgoingMedia section, String cname, RetransmissionBudget budget) {
        this.source = source;
        this.budget = budget;
        this.section = section;
        this.cname = cname;
        // Any number will do to begin with (RFC 3550 §5.1); the upper half is left out so that all stay positive.
        this.sequence = new SequenceMap(0x10000L + (section.ssrc() & 0x7fff));
        this.rtxSequenceNumber = section.rtxSsrc() & 0x7fff;
    }

    /**
     * A track that goes on where another one in the same section ended: to the receiver it is the same stream. Its numbers must
     * go on, since one used again would use a key stream again (RFC 3711 §9.1).
     */
    ForwardedTrack(PublishedTrack source, String cname, ForwardedTrack before) {
        this.source = source;
        this.budget = before.budget;
        this.section = before.section;
        this.cname = cname;
        this.sequence = new SequenceMap(before.sequence.last());
        this.rtxSequenceNumber = before.rtxSequenceNumber;
        this.packets = before.packets;
        this.octets = before.octets;
        this.reportedPackets = before.packets;
        this.lastTimestamp = before.lastTimestamp;
        this.lastForwardedAt = before.lastForwardedAt;
        this.continues = before.packets > 0;
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
     * Writes the packet that the source track has now, rewritten for this receiver. Allocates nothing.
     *
     * @param target with room for {@link #MAX_PACKET} bytes at {@code offset}; must not be the publisher's buffer
     * @return the length of an RTP packet, 0 where this receiver gets nothing (switched off, not negotiated, waiting for a
     *     keyframe, codec refused)
     */
    public int forward(byte[] target, int offset, long nowNanos) {
        HeaderWriter writer = headers;
        PayloadTypeMap map = payloadTypes();
        if (!enabled || paused || writer == null || map == null) {
            return 0;
        }
        RtpPacket packet = source.packet();
        Codec codec = map.codec(packet.payloadType());
        if (codec == null) {
            running = false;
            return 0;
        }
        if (!isRunning() && !start(nowNanos)) {
            return 0;
        }
        long number = sequence.toReceiver(source.sequenceNumber());
        int payload = packet.payloadLength();
        if (number == SequenceMap.NONE || writer.maxLength(packet) + payload > MAX_PACKET) {
            return 0;
        }
        int timestamp = source.timestamp() + timestampShift;
        int header = writer.write(
                packet,
                source.media().extensions(),
                target,
                offset,
                codec.payloadType(),
                (int) number & 0xffff,
                timestamp,
                section.ssrc());
        if (timestamp - lastTimestamp > 0 || packets == 0) {
            lastTimestamp = timestamp;
        }
        lastForwardedAt = nowNanos;
        payload = map.copyPayload(packet, codec, target, offset + header);
        if (payload == PayloadTypeMap.REFUSED) {
            return 0;
        }
        packets++;
        octets += payload;
        budget.earned(payload);
        if (source.startsKeyframe()) {
            keyframes.served(nowNanos);
        } else if (keyframes.isWaiting() && keyframes.takeDue(nowNanos)) {
            source.requestKeyframe(nowNanos);
        }
        if (reportAt == Long.MAX_VALUE) {
            reportAt = nowNanos;
        }
        return header + payload;
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

    private boolean isRunning() {
        return running && generation == source.generation();
    }

    /** Audio starts anywhere, video where a decoder can. */
    private boolean start(long nowNanos) {
        if (section.kind() == MediaKind.VIDEO && !source.startsKeyframe()) {
            source.requestKeyframe(nowNanos);
            return false;
        }
        if (continues) {
            continues = false;
            long ticks = (nowNanos - lastForwardedAt) / 1_000 * clockRate() / 1_000_000;
            timestampShift = lastTimestamp + (int) Math.max(1, ticks) - source.timestamp();
        }
        sequence.start(source.sequenceNumber());
        running = true;
        generation = source.generation();
        return true;
    }

    /** Switches forwarding on or off; on at first. Video switched on starts at the next keyframe, which is asked for. */
    public void enabled(boolean on, long nowNanos) {
        if (on && !enabled && headers != null) {
            source.requestKeyframe(nowNanos);
        }
        enabled = on;
        running &= on;
    }

    public boolean isEnabled() {
        return enabled;
    }

    /** In place of a spatial layer: paused, nothing is forwarded. */
    public static final int PAUSED = -1;

    /**
     * What to aim at; before the first call it is the highest layer. Temporal layers are dropped at once, spatial ones where the
     * codec lets it; up it goes at a keyframe, which is asked for. Until then the current layer goes on, so that there is never a
     * gap that a decoder could notice. Numbers beyond what the source has mean its highest.
     *
     * @param spatial a layer of {@link PublishedTrack#layers}, {@link #PAUSED} for none
     * @param temporal a temporal layer of it
     */
    public void target(int spatial, int temporal, long nowNanos) {
        boolean pause = spatial == PAUSED;
        if (pause != paused) {
            paused = pause;
            running = false;
            if (!pause && enabled && headers != null) {
                source.requestKeyframe(nowNanos);
            }
        }
    }

    /** The spatial layer forwarded now; {@link #PAUSED} while nothing is. */
    public int currentSpatial() {
        return isRunning() ? 0 : PAUSED;
    }

    /** The highest temporal layer forwarded now; -1 while nothing is. */
    public int currentTemporal() {
        return isRunning() ? 0 : -1;
    }

    /** What the receiver said of the stream. */
    public ReceiverReports reports() {
        return reports;
    }

    /** Takes what the receiver agreed to, null where it refused the section. */
    void negotiated(@Nullable NegotiatedMedia agreed, long nowNanos) {
        if (agreed == null || !agreed.active()) {
            headers = null;
            running = false;
            return;
        }
        boolean first = headers == null;
        this.agreed = agreed;
        payloadTypes = null;
        headers = new HeaderWriter(agreed.extensions(), section.mid().getBytes(StandardCharsets.UTF_8));
        if (first && enabled) {
            source.requestKeyframe(nowNanos);
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
        if (keyframes.request(reports.roundTripNanos(), nowNanos)) {
            source.requestKeyframe(nowNanos);
        }
    }

    /** Writes the next packet that was asked for; 0 where there is none. */
    int retransmit(byte[] target, int offset, long nowNanos) {
        while (!retransmissions.isEmpty()) {
            int length = retransmit(retransmissions.take(), target, offset, nowNanos);
            if (length > 0 && budget.spend(length, nowNanos)) {
                return length;
            }
        }
        return 0;
    }

    private int retransmit(long number, byte[] target, int offset, long nowNanos) {
        HeaderWriter writer = headers;
        PayloadTypeMap map = payloadTypes();
        long original = sequence.toSource(number);
        PacketCache cache = source.cache();
        int slot = original == SequenceMap.NONE ? PacketCache.NONE : cache.find(original);
        if (slot == PacketCache.NONE && original != SequenceMap.NONE && source.isBeyondRepair(original)) {
            requestKeyframe(nowNanos);
        }
        if (slot == PacketCache.NONE
                || writer == null
                || map == null
                || !cached.wrap(cache.buffer(), cache.offset(slot), cache.length(slot))) {
            return 0;
        }
        Codec codec = map.codec(cached.payloadType());
        int payload = cached.payloadLength();
        if (codec == null || writer.maxLength(cached) + 2 + payload > MAX_PACKET) {
            return 0;
        }
        boolean rtx = codec.hasRtx();
        int header = writer.write(
                cached,
                source.media().extensions(),
                target,
                offset,
                rtx ? codec.rtxPayloadType() : codec.payloadType(),
                rtx ? rtxSequenceNumber++ & 0xffff : (int) number & 0xffff,
                cache.timestamp(slot) + timestampShift,
                rtx ? section.rtxSsrc() : section.ssrc());
        if (rtx) {
            Bytes.put16(target, offset + header, (int) number & 0xffff);
            header += 2;
        }
        payload = map.copyPayload(cached, codec, target, offset + header);
        return payload == PayloadTypeMap.REFUSED ? 0 : header + payload;
    }

    void reported(ReportBlock block, long nowNanos) {
        reports.received(block, nowNanos);
        if (reports.roundTripNanos() != ReceiverReports.UNKNOWN) {
            source.cover(reports.roundTripNanos());
        }
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
        if (!source.hasSenderReport() || packets == reportedPackets) {
            return false;
        }
        reportedPackets = packets;
        long ntpTime = source.ntpTime(nowNanos);
        reports.sent(ntpTime, nowNanos);
        int ssrc = section.ssrc();
        int rtpTimestamp = source.rtpTimestamp(clockRate(), nowNanos) + timestampShift;
        return out.senderReport(ssrc, ntpTime, rtpTimestamp, packets, octets) && out.cname(ssrc, cname);
    }

    private int clockRate() {
        return source.media().codecs().getFirst().encoding().clockRate();
    }
}
