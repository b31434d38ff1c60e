package dev.roomjar.media.forward;

import dev.roomjar.media.rtp.RtpPacket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One packet of a published track as all receivers need to know it: where its bytes are and what it is to each layer. Made once
 * per packet, read once per receiver. It holds all that {@link ForwardedTrack#forward} needs to know of the packet, so that
 * forwarding may be put off; its bytes lie in the track's packet cache, where they stay for some hundred packets at least. A small
 * mutable object, to be used again and again. Not thread safe.
 */
public final class PublishedPacket {
    static final long NONE = Long.MIN_VALUE;

    private static final int MAX_CHAINS = 32;

    /** Sizes that differ by more are not made equal: what is added is sent to every receiver. */
    private static final int MAX_PADDING = 16;

    private final PublishedTrack track;
    private final RtpPacket header = new RtpPacket();

    @Nullable
    PublishedEncoding encoding;

    /** Which beginning of its encoding it belongs to. */
    int generation;

    /** Its number and timestamp among its encoding's. */
    long number;

    int timestamp;

    boolean startsKeyframe;
    boolean startsPicture;
    boolean startsFrame;
    boolean endsFrame;
    int spatial;
    int temporal;

    /** The highest layers that the publisher produces now, as far as known. */
    int topSpatial;

    int topTemporal;

    /** The cells that need it. */
    int needed;

    /** The cells that one may switch up to with it, provided that their chain is whole. */
    int switches;

    /** Whether temporal layers must be climbed one by one. */
    boolean stepwise;

    /** Counts frames of all layers, {@link #NONE} where they are not counted. Chains then go by these numbers. */
    long frame;

    /** Without frame numbers: the chains that begin anew with it, and those that end where it is held back. */
    int beginsChains;

    int carriesChains;

    int chains;
    final int[] chainCells = new int[MAX_CHAINS];
    final int[] chainDifferences = new int[MAX_CHAINS];

    /** Counts pictures, in VP8 and VP9; {@link #NONE} where they are not counted. */
    long pictureId;

    /** Whether it is VP8, where picture ids may have no gap. */
    boolean vp8;

    /** Bytes of padding that it is forwarded with. */
    int padding;

    /** Counters of 8 and 5 bits; −1 where there are none. */
    int tl0;

    int keyIndex;

    PublishedPacket(PublishedTrack track) {
        this.track = track;
    }

    /** The track that it belongs to. */
    public PublishedTrack track() {
        return track;
    }

    /** Copies it for a {@link MediaReplica}; false where it is too long to be forwarded. */
    public boolean copyTo(PacketCopy copy) {
        PublishedEncoding of = encoding;
        if (of == null || !copy.take(header.buffer(), header.offset(), header.length())) {
            return false;
        }
        track.describe(copy, of);
        copy.generation = generation;
        copy.number = number;
        copy.timestamp = timestamp;
        return true;
    }

    /** Its bytes with the publisher's header. */
    RtpPacket header() {
        return header;
    }

    /** Whether its marker says that a picture ends with it (RFC 3550 §5.1), for audio that speech begins. */
    public boolean isMarked() {
        return header.marker();
    }

    /**
     * Makes packets of one frame equally long where they nearly are: encoders cut frames into pieces that differ by a byte or so,
     * but the kernel cuts what it is given into equal pieces only, of which the last may be shorter. Receivers drop the padding
     * (RFC 3550 §5.1).
     *
     * @param packets of one track, in the order of their coming, from {@code from} to before {@code to}
     */
    public static void align(@Nullable PublishedPacket[] packets, int from, int to) {
        for (int first = from; first < to; ) {
            int end = frameEnd(packets, first, to);
            alignFrame(packets, first, end);
            first = end;
        }
    }

    private static int frameEnd(@Nullable PublishedPacket[] packets, int first, int to) {
        int end = first + 1;
        while (end < to && at(packets, end).isOfSameFrame(at(packets, first))) {
            end++;
        }
        return end;
    }

    private static void alignFrame(@Nullable PublishedPacket[] packets, int first, int end) {
        int longest = 0;
        for (int i = first; i < end; i++) {
            longest = Math.max(longest, at(packets, i).header.payloadLength());
        }
        for (int i = first; i < end; i++) {
            PublishedPacket packet = at(packets, i);
            int missing = longest - packet.header.payloadLength();
            packet.padding = i < end - 1 && missing <= MAX_PADDING ? missing : 0;
        }
    }

    private static PublishedPacket at(@Nullable PublishedPacket[] packets, int index) {
        return Objects.requireNonNull(packets[index]);
    }

    @SuppressWarnings("ReferenceEquality") // one object per encoding
    private boolean isOfSameFrame(PublishedPacket other) {
        return encoding == other.encoding && timestamp == other.timestamp;
    }

    boolean isVp8Picture() {
        return vp8 && pictureId != NONE;
    }

    /** All layers are one. */
    void single() {
        spatial = 0;
        temporal = 0;
        topSpatial = 0;
        topTemporal = 0;
        needed = Cells.ALL;
        switches = Cells.ALL;
        stepwise = false;
        frame = NONE;
        chains = 1;
        chainCells[0] = Cells.ALL;
        beginsChains = startsKeyframe ? 1 : 0;
        carriesChains = 0;
        pictureId = NONE;
        vp8 = false;
        tl0 = -1;
        keyIndex = -1;
    }
}
