package dev.roomjar.media.forward;

import dev.roomjar.media.forward.SequenceMap.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one receiver which packets of a video track it gets, and under which numbers: the encoding in simulcast, the layers
 * inside it. Start at {@link #place}. Not thread safe.
 *
 * <p>A run of packets of one encoding begins at a keyframe. Another encoding takes over at a keyframe of its own; until then the
 * one in use goes on. The encoding to aim at is chosen anew with each picture, among those that flow.
 */
final class VideoPlacement {
    /** What is noted with a number: a packet was sent, or an empty one in its stead. */
    private static final int SENT = 1 << 15;

    private static final int EMPTY = 1 << 16;
    private static final int DETAIL = SENT - 1;

    /** In the detail of a number, other than VP8: the marker was set. */
    private static final int MARKED = 1;

    private final PublishedTrack source;
    private final SequenceMap sequence;
    private final Continuity continuity;
    private final LayerSelection selection = new LayerSelection();
    private final PictureMap pictures = new PictureMap();
    private int targetSpatial = Integer.MAX_VALUE;
    private int targetTemporal = Integer.MAX_VALUE;
    private boolean running;
    private boolean endedFrame;
    private int lastTl0 = -1;
    private int heldBackTimestamp;
    private int heldBackSpatial;

    VideoPlacement(PublishedTrack source, SequenceMap sequence, Continuity continuity) {
        this.source = source;
        this.sequence = sequence;
        this.continuity = continuity;
    }

    void target(int spatial, int temporal) {
        targetSpatial = spatial;
        targetTemporal = temporal;
    }

    /** What comes next starts at a keyframe. */
    void stop() {
        running = false;
    }

    /** Whether packets of an encoding are forwarded now; not so after the publisher began it anew. */
    boolean isRunning() {
        return current() != null;
    }

    private @Nullable PublishedEncoding current() {
        Segment run = sequence.current();
        PublishedEncoding encoding = run.encoding;
        return running && encoding != null && run.generation == encoding.generation() ? encoding : null;
    }

    int currentSpatial() {
        PublishedEncoding encoding = current();
        if (encoding == null) {
            return ForwardedTrack.PAUSED;
        }
        return source.order().length > 1
                ? source.rank(encoding)
                : Math.min(selection.spatial(), encoding.reader().spatialLayers() - 1);
    }

    int currentTemporal() {
        PublishedEncoding encoding = current();
        return encoding == null
                ? ForwardedTrack.PAUSED
                : Math.min(selection.temporal(), encoding.reader().temporalLayers() - 1);
    }

    /** Asks for the keyframe that would help most now: of the encoding in use, or of the one to begin with. */
    void requestKeyframe(long nowNanos) {
        PublishedEncoding encoding = current();
        if (encoding == null) {
            encoding = source.choose(targetSpatial, nowNanos);
        }
        if (encoding == null) {
            source.requestKeyframe(nowNanos);
        } else {
            encoding.requestKeyframe(nowNanos);
        }
    }

    /** Asks for the keyframe at which another encoding can take over, where another is to be used. */
    @SuppressWarnings("ReferenceEquality") // One object per encoding.
    void steer(long nowNanos) {
        PublishedEncoding wanted = source.choose(targetSpatial, nowNanos);
        if (wanted != null && wanted != current()) {
            wanted.requestKeyframe(nowNanos);
        }
    }

    /**
     * Finds the number for a packet, {@link SequenceMap#NONE} where the receiver does not get it. What is to be done with it is
     * then noted with the number.
     */
    @SuppressWarnings("ReferenceEquality") // One object per encoding.
    long place(PublishedPacket packet, PublishedEncoding encoding, long nowNanos) {
        PublishedEncoding current = current();
        boolean other = current != encoding && packet.startsKeyframe && mayBegin(encoding, current, nowNanos);
        if (other || startsCountersOver(packet, current == encoding)) {
            begin(packet, encoding, nowNanos);
            current = encoding;
        }
        if (packet.startsPicture || current == null) {
            steer(nowNanos);
        }
        if (current != encoding) {
            return placeLate(packet, encoding);
        }
        return packet.number > sequence.current().highestSource()
                ? placeNewest(packet, encoding, nowNanos)
                : placeLate(packet, encoding);
    }

    /** A publisher may count from the beginning again with a keyframe; to the receiver that is a run of its own. */
    private boolean startsCountersOver(PublishedPacket packet, boolean isCurrent) {
        return isCurrent
                && packet.startsKeyframe
                && packet.number > sequence.current().highestSource()
                && ((packet.isVp8Picture() && pictures.isBehind(packet.pictureId)) || selection.isBehind(packet.frame));
    }

    /** One on the way from the encoding in use to the wanted one may take over, and to begin with any up to the wanted one. */
    @SuppressWarnings("ReferenceEquality") // One object per encoding.
    private boolean mayBegin(PublishedEncoding encoding, @Nullable PublishedEncoding current, long nowNanos) {
        PublishedEncoding wanted = source.choose(targetSpatial, nowNanos);
        if (wanted == null || wanted == encoding) {
            return true;
        }
        int rank = source.rank(encoding);
        int to = source.rank(wanted);
        if (current == null) {
            return rank <= to;
        }
        int from = source.rank(current);
        return from < to ? from < rank && rank < to : to < rank && rank < from;
    }

    private void begin(PublishedPacket first, PublishedEncoding encoding, long nowNanos) {
        Segment run = sequence.start(encoding, first.generation, first.number);
        continuity.begin(run, first, encoding.clockShift(), source.clockRate(), nowNanos);
        selection.start(first, wantedSpatial(), wantedTemporal());
        if (first.pictureId != PublishedPacket.NONE) {
            pictures.start(first.pictureId);
        }
        endedFrame = false;
        running = true;
    }

    /** Inside an encoding of several, all its spatial layers. */
    private int wantedSpatial() {
        return source.order().length > 1 ? Cells.SPATIAL - 1 : Math.clamp(targetSpatial, 0, Cells.SPATIAL - 1);
    }

    private int wantedTemporal() {
        return Math.clamp(targetTemporal, 0, Cells.TEMPORAL - 1);
    }

    private long placeNewest(PublishedPacket packet, PublishedEncoding encoding, long nowNanos) {
        selection.advance(packet, wantedSpatial(), wantedTemporal());
        if (packet.startsPicture && selection.wantsKeyframe()) {
            encoding.requestKeyframe(nowNanos);
        }
        if (isOnlyHeldBackMissing(packet)) {
            sequence.passOver(packet.number);
            pictures.passOver(packet.pictureId);
        }
        endedFrame = packet.endsFrame;
        lastTl0 = packet.tl0;
        int cell = Cells.index(selection.spatial(), selection.temporal());
        boolean wanted = Cells.has(packet.needed, cell);
        long picture = packet.pictureId;
        if (packet.isVp8Picture()) {
            picture = pictures.place(packet.pictureId, wanted);
            wanted = picture != PictureMap.NONE;
        }
        selection.decided(packet, wanted);
        if (!wanted) {
            sequence.skip(packet.number, packet.timestamp == heldBackTimestamp && packet.spatial == heldBackSpatial);
            heldBackTimestamp = packet.timestamp;
            heldBackSpatial = packet.spatial;
            return SequenceMap.NONE;
        }
        Segment run = sequence.current();
        long number = sequence.next(packet.number);
        continuity.forwarded(run, packet, picture, nowNanos);
        noteSent(run, number, packet, picture, cell);
        return number;
    }

    /**
     * Whether what is missing before a packet is pictures of higher temporal layers where only the lowest is forwarded: VP8 counts
     * the pictures of the lowest. Were their numbers kept free, they would have to be forwarded late, without what they depend on.
     */
    private boolean isOnlyHeldBackMissing(PublishedPacket packet) {
        return packet.isVp8Picture()
                && packet.number > sequence.current().highestSource() + 1
                && selection.temporal() == 0
                && packet.topTemporal > 0
                && endedFrame
                && packet.startsFrame
                && packet.tl0 >= 0
                && ((packet.tl0 - lastTl0) & 0xff) == (packet.temporal == 0 ? 1 : 0);
    }

    /** A late packet gets the number that was kept free for it; where it is not wanted any more, an empty one gets it. */
    long placeLate(PublishedPacket packet, PublishedEncoding encoding) {
        Segment run = sequence.segmentOf(encoding, packet.generation, packet.number);
        long number = run == null ? SequenceMap.NONE : sequence.find(run, packet.number);
        if (run == null || number == SequenceMap.NONE || sequence.note(number) != SequenceMap.FREE) {
            return SequenceMap.NONE;
        }
        place(run, number, packet);
        return number;
    }

    @SuppressWarnings("ReferenceEquality") // One object per run.
    private void place(Segment run, long number, PublishedPacket packet) {
        int cell = selection.cellAt(packet.number);
        boolean wanted = run == sequence.current() && Cells.has(packet.needed, cell);
        long picture = packet.pictureId;
        if (run == sequence.current() && packet.isVp8Picture()) {
            picture = pictures.place(packet.pictureId, wanted);
            wanted = picture != PictureMap.NONE;
        }
        if (wanted) {
            selection.decided(packet, true);
            noteSent(run, number, packet, picture, cell);
        } else {
            sequence.note(number, EMPTY);
        }
    }

    private void noteSent(Segment run, long number, PublishedPacket packet, long picture, int cell) {
        // What ends the highest layer that the receiver gets of a picture ends the picture for it.
        boolean marked = packet.endsFrame && packet.spatial == Cells.spatial(cell);
        int detail = packet.isVp8Picture() ? (int) (picture + run.pictureShift) & DETAIL : marked ? MARKED : 0;
        sequence.note(number, SENT | detail);
    }

    boolean isFree(long number) {
        return sequence.note(number) == SequenceMap.FREE;
    }

    /** Whether an empty packet stands under a number. */
    boolean isEmpty(long number) {
        return (sequence.note(number) & EMPTY) != 0;
    }

    /** Whether the packet under a number ends a picture for this receiver; not told for VP8, which marks it itself. */
    boolean isMarked(long number) {
        return (sequence.note(number) & MARKED) != 0;
    }

    /** The picture id of the VP8 packet under a number. */
    int pictureId(long number) {
        return sequence.note(number) & DETAIL;
    }
}
