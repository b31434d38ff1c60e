package dev.roomjar.media.forward;

import dev.roomjar.media.audio.Speaker;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.Feedback;
import dev.roomjar.media.sdp.NegotiatedMedia;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One audio or video track of a publisher, from which any number of {@link ForwardedTrack}s read: one encoding, or up to {@link
 * dev.roomjar.media.sdp.PublisherNegotiation#MAX_ENCODINGS} in simulcast. Not thread safe.
 */
public final class PublishedTrack {
    /** An encoding that sent nothing for so long does not flow. */
    private static final long SILENT_NANOS = 1_000_000_000;

    /** Nor one that sent nothing for so long while another had so many pictures. */
    private static final long LEFT_BEHIND_NANOS = 400_000_000;

    private static final int LEFT_BEHIND_FRAMES = 6;

    /** Encodings of the same or of unknown size change places only where their bit rates differ by more than a quarter. */
    private static final int CLEARLY_MORE = 5;

    private static final long ORDER_INTERVAL_NANOS = 500_000_000;

    private NegotiatedMedia media;
    private final MediaClock clock = new MediaClock();
    private final Layers layers = new TrackLayers(this);
    private PublishedEncoding[] encodings = {};
    private byte[][] rids = {};

    /** Those that were seen, the smallest first. */
    private PublishedEncoding[] order = {};

    private long orderedAt = Long.MIN_VALUE;
    private boolean identified;
    private PublishedPacket packet = new PublishedPacket(this);

    /** The time of the last packet or report, by which {@link #layers} tells what arrives now. */
    private long now;

    private int receivers;
    private @Nullable PayloadTypeMap latestPayloadTypes;

    PublishedTrack(NegotiatedMedia media) {
        this.media = media;
        negotiated(media);
    }

    /** What the publisher agreed to send. */
    public NegotiatedMedia media() {
        return media;
    }

    /** What its payload types are to receivers that agreed to such media; those that agreed to the same mostly share it. */
    PayloadTypeMap payloadTypes(NegotiatedMedia agreed) {
        PayloadTypeMap latest = latestPayloadTypes;
        if (latest == null || !latest.isOf(media) || !latest.isFor(agreed)) {
            latest = new PayloadTypeMap(media, agreed);
            latestPayloadTypes = latest;
        }
        return latest;
    }

    /** So many more receivers read from the track; those of its replicas count as well. */
    public void receives(int more) {
        receivers += more;
    }

    /** How many receivers read from the track. */
    public int receivers() {
        return receivers;
    }

    /** Takes what was agreed anew. Encodings that stay keep their state; their ids may not change (RFC 8853 §5.3). */
    void negotiated(NegotiatedMedia media) {
        this.media = media;
        int count = Math.max(1, media.rids().size());
        rids = new byte[media.rids().size()][];
        for (int i = 0; i < rids.length; i++) {
            rids[i] = media.rids().get(i).getBytes(StandardCharsets.UTF_8);
        }
        int before = encodings.length;
        if (count > before) {
            encodings = Arrays.copyOf(encodings, count);
            for (int i = before; i < count; i++) {
                encodings[i] = new PublishedEncoding(this);
            }
        }
    }

    /** Asks for a keyframe of each encoding that flows, as soon as the throttle lets it; nothing for audio. */
    public void requestKeyframe(long nowNanos) {
        for (PublishedEncoding encoding : encodings) {
            if (encodings.length == 1 || isFlowing(encoding, nowNanos)) {
                encoding.requestKeyframe(nowNanos);
            }
        }
    }

    /** Asks for a keyframe of one encoding, on behalf of a replica. */
    public void requestKeyframe(int encoding, long nowNanos) {
        if (encoding < encodings.length) {
            encodings[encoding].requestKeyframe(nowNanos);
        }
    }

    /** How many encodings were negotiated. */
    public int encodings() {
        return encodings.length;
    }

    /**
     * Copies a packet once more, for a replica that misses it.
     *
     * @param number its lowest 16 bits
     * @return whether it is here
     */
    public boolean copyAgain(int encoding, int generation, int number, PacketCopy copy) {
        if (encoding >= encodings.length || !encodings[encoding].copyAgain(generation, number, copy)) {
            return false;
        }
        describe(copy, encodings[encoding]);
        return true;
    }

    /** Copies what the publisher reported of an encoding last, for a replica; false where that was before {@code sinceNanos}. */
    public boolean copyReport(int encoding, long sinceNanos, PacketCopy copy) {
        if (!encodings[encoding].copyReport(sinceNanos, copy)) {
            return false;
        }
        copy.length = 0;
        describe(copy, encodings[encoding]);
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // One object per encoding.
    void describe(PacketCopy copy, PublishedEncoding encoding) {
        copy.kind = media.kind();
        copy.clockShift = encoding.clockShift();
        for (int i = 0; i < encodings.length; i++) {
            if (encodings[i] == encoding) {
                copy.encoding = i;
            }
        }
    }

    /** Takes a packet that the track took on its publisher's loop; returns whether it is a new one to forward. */
    boolean replicate(PacketCopy copy, RtpPacket received, Codec codec, long nowNanos) {
        now = nowNanos;
        if (copy.encoding >= encodings.length) {
            return false;
        }
        PublishedEncoding encoding = encodings[copy.encoding];
        boolean seen = encoding.isSeen();
        boolean taken = encoding.replicate(copy, received, codec, packet, nowNanos);
        keepInOrder(seen, nowNanos);
        return taken;
    }

    void replicateReport(PacketCopy copy) {
        if (copy.encoding < encodings.length) {
            encodings[copy.encoding].replicateReport(copy);
        }
    }

    /** In a replica: asks for what is due. */
    void request(MediaReplica.Origin origin, long nowNanos) {
        for (int i = 0; i < encodings.length; i++) {
            encodings[i].request(origin, i, nowNanos);
        }
    }

    /** What there is to choose from now; one layer for audio. The same object for the track's life. */
    public Layers layers() {
        return layers;
    }

    /** The packet to forward now. */
    public PublishedPacket packet() {
        return packet;
    }

    /**
     * Takes the packet to forward now away, to be forwarded later; another object takes its place.
     *
     * @param empty one that was taken before and is done with, or null to have one made
     */
    public PublishedPacket takePacket(@Nullable PublishedPacket empty) {
        PublishedPacket taken = packet;
        packet = empty == null ? new PublishedPacket(this) : empty;
        return taken;
    }

    /** A receiver is this far away: it may ask for a packet a few times before it has it. */
    void cover(long roundTripNanos) {
        for (PublishedEncoding encoding : encodings) {
            encoding.cover(roundTripNanos);
        }
    }

    /** What was read of the stream was not forwarded for a while: numbers towards receivers go on from where they stopped. */
    public void resume() {
        for (PublishedEncoding encoding : encodings) {
            encoding.resume();
        }
        PublishedEncoding of = packet.encoding;
        packet.generation = of == null ? 0 : of.generation();
    }

    /** The loudness of the packet to forward now (RFC 6464), {@link Speaker#UNKNOWN_LEVEL} where it does not say. */
    public int audioLevel() {
        RtpPacket header = packet.header();
        return header.findExtension(media.extensions().id(HeaderExtension.AUDIO_LEVEL)) && header.extensionLength() > 0
                ? header.buffer()[header.extensionOffset()] & 0x7f
                : Speaker.UNKNOWN_LEVEL;
    }

    boolean isSimulcast() {
        return encodings.length > 1;
    }

    MediaClock clock() {
        return clock;
    }

    /** Whether packets of this SSRC belong to the track, as far as seen or announced. */
    boolean hasSsrc(int ssrc) {
        return withSsrc(ssrc) != null || isAnnounced(ssrc);
    }

    /** Without a box for each packet. */
    private boolean isAnnounced(int ssrc) {
        List<Integer> announced = media.ssrcs();
        for (int i = 0; i < announced.size(); i++) {
            if (announced.get(i) == ssrc) {
                return true;
            }
        }
        return false;
    }

    private @Nullable PublishedEncoding withSsrc(int ssrc) {
        for (PublishedEncoding encoding : encodings) {
            if (encoding.hasSsrc(ssrc)) {
                return encoding;
            }
        }
        return null;
    }

    /** Takes a packet that was routed here; returns whether it is a new one to forward. */
    boolean receive(RtpPacket received, Codec codec, boolean rtx, long nowNanos) {
        now = nowNanos;
        PublishedEncoding encoding = encoding(received, rtx);
        if (encoding == null) {
            return false;
        }
        boolean seen = encoding.isSeen();
        boolean taken = encoding.receive(received, codec, rtx, packet, nowNanos);
        keepInOrder(seen, nowNanos);
        return taken;
    }

    private void keepInOrder(boolean seen, long nowNanos) {
        if (!seen || (isSimulcast() && nowNanos - orderedAt >= ORDER_INTERVAL_NANOS)) {
            putInOrder(nowNanos);
        }
    }

    /** By its known SSRC, or else by the id in its header (RFC 8852), by which the SSRC is then known. */
    private @Nullable PublishedEncoding encoding(RtpPacket received, boolean rtx) {
        if (encodings.length == 1) {
            return encodings[0];
        }
        PublishedEncoding known = withSsrc(received.ssrc());
        if (known != null) {
            return known;
        }
        HeaderExtension extension = rtx ? HeaderExtension.REPAIRED_RID : HeaderExtension.RID;
        if (received.findExtension(media.extensions().id(extension))) {
            int at = received.extensionOffset();
            for (int i = 0; i < rids.length; i++) {
                if (Arrays.equals(received.buffer(), at, at + received.extensionLength(), rids[i], 0, rids[i].length)) {
                    identified = true;
                    return encodings[i];
                }
            }
            return null;
        }
        // A publisher that names no encoding at all sends one only.
        return identified || rtx ? null : encodings[0];
    }

    /** Few enough to be sorted by exchanging neighbours. */
    private void putInOrder(long nowNanos) {
        orderedAt = nowNanos;
        int seen = 0;
        for (PublishedEncoding encoding : encodings) {
            seen += encoding.isSeen() ? 1 : 0;
        }
        if (order.length != seen) {
            PublishedEncoding[] appeared = Arrays.copyOf(order, seen);
            int at = order.length;
            for (PublishedEncoding encoding : encodings) {
                if (encoding.isSeen() && rank(encoding) < 0) {
                    appeared[at++] = encoding;
                }
            }
            order = appeared;
        }
        for (int end = order.length - 1; end > 0; end--) {
            for (int i = 0; i < end; i++) {
                if (isSmaller(order[i + 1], order[i], nowNanos)) {
                    PublishedEncoding smaller = order[i + 1];
                    order[i + 1] = order[i];
                    order[i] = smaller;
                }
            }
        }
    }

    private static boolean isSmaller(PublishedEncoding one, PublishedEncoding other, long nowNanos) {
        int onePixels = one.width() * one.height();
        int otherPixels = other.width() * other.height();
        if (onePixels != otherPixels && onePixels > 0 && otherPixels > 0) {
            return onePixels < otherPixels;
        }
        long oneRate = one.bitsPerSecond(nowNanos);
        long otherRate = other.bitsPerSecond(nowNanos);
        return oneRate > 0 && oneRate + oneRate / (CLEARLY_MORE - 1) < otherRate;
    }

    /** The place of an encoding among those seen, −1 for none. */
    @SuppressWarnings("ReferenceEquality") // One object per encoding.
    int rank(@Nullable PublishedEncoding encoding) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] == encoding) {
                return i;
            }
        }
        return -1;
    }

    /** Those that were seen, the smallest first. */
    PublishedEncoding[] order() {
        return order;
    }

    /** Whether packets of an encoding arrive now. */
    boolean isFlowing(PublishedEncoding encoding, long nowNanos) {
        long silent = nowNanos - encoding.lastArrival();
        if (!encoding.isSeen() || silent >= SILENT_NANOS) {
            return false;
        }
        if (silent < LEFT_BEHIND_NANOS) {
            return true;
        }
        return frames() - encoding.trackFramesAtArrival() < LEFT_BEHIND_FRAMES;
    }

    /** Pictures of all encodings so far. */
    long frames() {
        long frames = 0;
        for (PublishedEncoding encoding : order) {
            frames += encoding.frames();
        }
        return frames;
    }

    /**
     * The encoding to aim at: the best that flows and is not above the wanted one; or else the lowest that flows.
     *
     * @return null where none flows
     */
    @Nullable
    PublishedEncoding choose(int wanted, long nowNanos) {
        for (int i = Math.min(wanted, order.length - 1); i >= 0; i--) {
            if (isFlowing(order[i], nowNanos)) {
                return order[i];
            }
        }
        for (int i = Math.max(0, wanted + 1); i < order.length; i++) {
            if (isFlowing(order[i], nowNanos)) {
                return order[i];
            }
        }
        return null;
    }

    void senderReport(int ssrc, long ntpTime, int rtpTimestamp, long nowNanos) {
        for (PublishedEncoding encoding : encodings) {
            encoding.senderReport(ssrc, ntpTime, rtpTimestamp, nowNanos);
        }
    }

    /** Adds the reception reports on this track to the receiver report just written. */
    void writeReport(RtcpWriter out, long nowNanos) {
        now = nowNanos;
        for (PublishedEncoding encoding : encodings) {
            encoding.writeReport(out, nowNanos);
        }
    }

    /** Adds the requests to the publisher that are due. */
    void writeRequests(RtcpWriter out, int reporterSsrc, long nowNanos) {
        for (PublishedEncoding encoding : encodings) {
            encoding.writeRequests(out, reporterSsrc, nowNanos);
        }
    }

    /** When {@link #writeRequests} has something, {@link Long#MAX_VALUE} for not at all. */
    long nextDeadline() {
        long deadline = Long.MAX_VALUE;
        for (PublishedEncoding encoding : encodings) {
            deadline = Math.min(deadline, encoding.nextDeadline());
        }
        return deadline;
    }

    boolean accepts(Feedback feedback) {
        for (int i = 0; i < media.codecs().size(); i++) {
            if (media.codecs().get(i).feedback().contains(feedback)) {
                return true;
            }
        }
        return false;
    }

    /** The publisher's SSRC of an encoding in use, 0 before the first packet. */
    int ssrc() {
        return order.length == 0 ? 0 : order[0].ssrc();
    }

    int clockRate() {
        return media.codecs().getFirst().encoding().clockRate();
    }

    /** Whether it is video, not audio. */
    public boolean isVideo() {
        return media.kind() == MediaKind.VIDEO;
    }

    long now() {
        return now;
    }
}
