package dev.roomjar.media.forward;

import dev.roomjar.media.forward.SequenceMap.Segment;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.NegotiatedMedia;
import dev.roomjar.media.sdp.OutgoingMedia;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One published track on its way to one receiver: its own SSRC, numbers without gaps, the receiver's payload types and extension
 * ids. This class says what is forwarded and when; {@link PacketRewriter} writes it, {@link Retransmissions} send it again and
 * {@link SenderReports} tell of it. Not thread safe.
 */
public final class ForwardedTrack {
    /** The longest packet written, in bytes, without what SRTP adds. */
    public static final int MAX_PACKET = 1456;

    /** In place of a spatial layer: paused, nothing is forwarded. */
    public static final int PAUSED = -1;

    /** How many of the latest packets can be sent again: about a second of video at 4 Mbit/s. */
    private static final int VIDEO_NUMBERS = 512;

    private static final int AUDIO_NUMBERS = 128;

    private final PublishedTrack source;
    private final OutgoingMedia section;
    private final SequenceMap sequence;
    private final Continuity continuity;
    private final @Nullable VideoPlacement video;
    private final ReceiverReports reports = new ReceiverReports();
    private final SenderReports senderReports;
    private final TrackKeyframes keyframes;
    private final Retransmissions retransmissions;
    private final OutgoingPackets outgoing;

    /** Null before the receiver agreed to have the track, and where it does not want it. */
    private @Nullable PacketRewriter rewriter;

    private boolean enabled = true;
    private boolean running;
    private boolean paused;

    ForwardedTrack(
            PublishedTrack source,
            OutgoingMedia section,
            String cname,
            RetransmissionBudget budget,
            OutgoingPackets outgoing) {
        this.source = source;
        this.outgoing = outgoing;
        this.section = section;
        // Any number will do to begin with (RFC 3550 §5.1); the upper half is left out so that all stay positive.
        this.sequence =
                new SequenceMap(0x10000L + (section.ssrc() & 0x7fff), source.isVideo() ? VIDEO_NUMBERS : AUDIO_NUMBERS);
        this.continuity = new Continuity();
        this.video = source.isVideo() ? new VideoPlacement(source, sequence, continuity) : null;
        this.senderReports = new SenderReports(section, cname, reports);
        this.keyframes = new TrackKeyframes(source, reports, video);
        this.retransmissions =
                new Retransmissions(sequence, video, reports, keyframes, budget, section.rtxSsrc() & 0x7fff);
    }

    /**
     * A track that goes on where another one in the same section ended: to the receiver it is the same stream. Its numbers must
     * go on, since one used again would use a key stream again (RFC 3711 §9.1).
     */
    ForwardedTrack(PublishedTrack source, String cname, ForwardedTrack before) {
        this.source = source;
        this.outgoing = before.outgoing;
        this.section = before.section;
        this.sequence = new SequenceMap(before.sequence.last(), source.isVideo() ? VIDEO_NUMBERS : AUDIO_NUMBERS);
        this.continuity = new Continuity(before.continuity);
        this.video = source.isVideo() ? new VideoPlacement(source, sequence, continuity) : null;
        this.senderReports = new SenderReports(section, cname, reports, before.senderReports);
        this.keyframes = new TrackKeyframes(source, reports, video);
        Retransmissions earlier = before.retransmissions;
        this.retransmissions =
                new Retransmissions(sequence, video, reports, keyframes, earlier.budget(), earlier.rtxSequenceNumber());
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
        PacketRewriter writer = rewriter;
        PublishedEncoding encoding = packet.encoding;
        if (!enabled || paused || writer == null || encoding == null) {
            return 0;
        }
        RtpPacket header = packet.header();
        Codec codec = writer.codec(header);
        if (codec == null) {
            stop(encoding);
            return 0;
        }
        if (!writer.fits(header, 0)) {
            return 0;
        }
        long number = video == null ? placeAudio(packet, encoding, nowNanos) : video.place(packet, encoding, nowNanos);
        Segment run = number == SequenceMap.NONE ? null : sequence.segmentAt(number);
        if (run == null) {
            return 0;
        }
        int length = writer.write(run, number, header, packet.timestamp, codec, PacketRewriter.NO_RTX, target, offset);
        if (length == 0) {
            return 0;
        }
        senderReports.sent(header.payloadLength(), nowNanos);
        retransmissions.budget().earned(header.payloadLength());
        keyframes.sent(packet.startsKeyframe, nowNanos);
        if (packet.padding > 0 && length + packet.padding <= MAX_PACKET) {
            length += PacketRewriter.pad(target, offset, length, packet.padding);
        }
        outgoing.leaves(writer.headers(), target, length, false, nowNanos);
        return length;
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
            continuity.begin(run, packet, 0, source.clockRate(), nowNanos);
            running = true;
        }
        if (packet.number > run.highestSource()) {
            continuity.forwarded(run, packet, PublishedPacket.NONE, nowNanos);
            return sequence.next(packet.number);
        }
        return sequence.find(run, packet.number);
    }

    /** Switches forwarding on or off; on at first. Video switched on starts at the next keyframe, which is asked for. */
    public void enabled(boolean on, long nowNanos) {
        if (on && !enabled && rewriter != null) {
            keyframes.ask(nowNanos);
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
        if (enabled && !pause && rewriter != null) {
            if (resumed) {
                keyframes.ask(nowNanos);
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

    /** The spatial layer forwarded now; {@link #PAUSED} while nothing is. For audio always that. */
    public int currentSpatial() {
        return video == null ? PAUSED : video.currentSpatial();
    }

    /** The highest temporal layer forwarded now; −1 while nothing is. */
    public int currentTemporal() {
        return video == null ? PAUSED : video.currentTemporal();
    }

    /** Payload that was forwarded so far, in bytes, retransmissions and padding apart. */
    public long octets() {
        return senderReports.octets();
    }

    /** What the receiver said of the stream. */
    public ReceiverReports reports() {
        return reports;
    }

    /** Takes what the receiver agreed to, null where it refused the section. */
    void negotiated(@Nullable NegotiatedMedia agreed, long nowNanos) {
        if (agreed == null || !agreed.active()) {
            rewriter = null;
            stop();
            return;
        }
        boolean first = rewriter == null;
        rewriter = new PacketRewriter(source, section, agreed, continuity, video);
        if (first && enabled) {
            keyframes.ask(nowNanos);
        }
    }

    void requested(int lost, long nowNanos) {
        if (rewriter != null) {
            retransmissions.requested(lost, nowNanos);
        }
    }

    /** The receiver asks for a keyframe. */
    void requestKeyframe(long nowNanos) {
        keyframes.request(nowNanos);
    }

    /** Writes the next packet that was asked for; 0 where there is none. */
    int retransmit(byte[] target, int offset, long nowNanos) {
        PacketRewriter writer = rewriter;
        if (writer == null) {
            return 0;
        }
        int length = retransmissions.poll(writer, target, offset, nowNanos);
        if (length > 0) {
            outgoing.leaves(writer.headers(), target, length, false, nowNanos);
        }
        return length;
    }

    /** Whether padding can be sent beside its packets, be it paused: on the retransmission stream (RFC 4588), and only there. */
    boolean takesPadding() {
        return rewriter != null && rewriter.takesPadding();
    }

    /**
     * Writes a packet that carries nothing new, on the retransmission stream; receivers drop it. Only where {@link
     * #takesPadding}.
     *
     * @param large rather a packet of usual size than one of 255 bytes
     * @return its length
     */
    int pad(boolean large, byte[] target, int offset, long nowNanos) {
        PacketRewriter writer = Objects.requireNonNull(rewriter);
        int length = retransmissions.pad(writer, large, target, offset, nowNanos);
        outgoing.leaves(writer.headers(), target, length, true, nowNanos);
        return length;
    }

    /** The receiver's {@link #reports} have news of it. */
    void reported() {
        if (reports.roundTripNanos() != ReceiverReports.UNKNOWN) {
            source.cover(reports.roundTripNanos());
        }
    }

    long nextDeadline() {
        return senderReports.nextDeadline();
    }

    /** Writes the sender report where it is due or soon will be, there is one to send, and room for it. */
    void writeReport(RtcpWriter out, long nowNanos) {
        senderReports.write(out, sequence.current(), source.clockRate(), nowNanos);
    }
}
