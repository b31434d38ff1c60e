package dev.roomjar.media.forward;

import dev.roomjar.media.forward.SequenceMap.Segment;
import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.Vp8Descriptor;
import dev.roomjar.media.rtp.Vp9Descriptor;

/**
 * Lets the counters inside a stream go on where another encoding takes over: timestamps, the picture ids and layer counters of
 * VP8 and VP9, the frame numbers of the dependency descriptor. What is added is the same for all packets of a run, so that a
 * retransmission is rewritten as the packet was. Not thread safe.
 */
final class Continuity {
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final Vp9Descriptor vp9 = new Vp9Descriptor();
    private boolean began;
    private int timestamp;
    private long forwardedAt;

    /** Whether what went before was another track, and what is added to this one's clock since. */
    private boolean followsOther;

    private int clockBase;
    private boolean hasPicture;
    private long picture;
    private int tl0 = -1;
    private int keyIndex = -1;
    private boolean hasFrame;
    private long frame;

    Continuity() {}

    /** Goes on where another track ended. */
    Continuity(Continuity before) {
        began = before.began;
        followsOther = began;
        timestamp = before.timestamp;
        forwardedAt = before.forwardedAt;
        hasPicture = before.hasPicture;
        picture = before.picture;
        tl0 = before.tl0;
        keyIndex = before.keyIndex;
        hasFrame = before.hasFrame;
        frame = before.frame;
    }

    /** Sets what a run adds, from its first packet and what the run before ended with. */
    void begin(Segment run, PublishedPacket first, int encodingShift, int clockRate, long nowNanos) {
        if (followsOther) {
            followsOther = false;
            int ticks = (int) ((nowNanos - forwardedAt) / 1_000 * clockRate / 1_000_000);
            clockBase = timestamp + Math.max(1, ticks) - (first.timestamp + encodingShift);
        }
        int clockShift = encodingShift + clockBase;
        run.timestampShift = clockShift;
        if (began) {
            // A picture of the same moment, or one that is older because its encoding lags, still comes later.
            int behind = timestamp - (first.timestamp + clockShift);
            run.timestampShift += behind >= 0 ? behind + 1 : 0;
        }
        run.pictureShift = hasPicture && first.pictureId != PublishedPacket.NONE ? picture + 1 - first.pictureId : 0;
        run.tl0Shift = tl0 >= 0 && first.tl0 >= 0 ? tl0 + 1 - first.tl0 : 0;
        run.keyIndexShift = keyIndex >= 0 && first.keyIndex >= 0 ? keyIndex + 1 - first.keyIndex : 0;
        run.frameShift = hasFrame && first.frame != PublishedPacket.NONE ? frame + 1 - first.frame : 0;
    }

    /**
     * Takes note of the newest packet forwarded.
     *
     * @param pictureId of its run, before the run's shift
     */
    void forwarded(Segment run, PublishedPacket packet, long pictureId, long nowNanos) {
        forwardedAt = nowNanos;
        int newTimestamp = packet.timestamp + run.timestampShift;
        timestamp = began && newTimestamp - timestamp < 0 ? timestamp : newTimestamp;
        began = true;
        if (pictureId != PublishedPacket.NONE) {
            hasPicture = true;
            picture = pictureId + run.pictureShift;
        }
        if (packet.tl0 >= 0) {
            tl0 = (packet.tl0 + run.tl0Shift) & 0xff;
        }
        if (packet.keyIndex >= 0) {
            keyIndex = (packet.keyIndex + run.keyIndexShift) & 0x1f;
        }
        if (packet.frame != PublishedPacket.NONE) {
            hasFrame = true;
            frame = packet.frame + run.frameShift;
        }
    }

    /**
     * Rewrites a packet's copy.
     *
     * @param pictureId for VP8, its picture id
     * @param descriptor where its dependency descriptor is, −1 for none
     */
    void rewrite(
            Segment run, Encoding encoding, int pictureId, byte[] target, int payload, int length, int descriptor) {
        if (descriptor >= 0) {
            Bytes.put16(target, descriptor + 1, Bytes.u16(target, descriptor + 1) + (int) run.frameShift);
        }
        switch (encoding) {
            case VP8 -> rewriteVp8(run, pictureId, target, payload, length);
            case VP9 -> rewriteVp9(run, target, payload, length);
            case H264, AV1, OPUS, RED -> {}
        }
    }

    private void rewriteVp8(Segment run, int pictureId, byte[] target, int payload, int length) {
        if (!vp8.read(target, payload, length)) {
            return;
        }
        vp8.pictureId(pictureId);
        if (vp8.hasTl0()) {
            vp8.tl0(vp8.tl0() + run.tl0Shift);
        }
        if (vp8.hasKeyIndex()) {
            vp8.keyIndex(vp8.keyIndex() + run.keyIndexShift);
        }
    }

    private void rewriteVp9(Segment run, byte[] target, int payload, int length) {
        boolean unchanged = run.pictureShift == 0 && run.tl0Shift == 0;
        if (unchanged || !vp9.read(target, payload, length)) {
            return;
        }
        if (vp9.hasPictureId()) {
            vp9.pictureId(vp9.pictureId() + (int) run.pictureShift);
        }
        if (vp9.hasTl0()) {
            vp9.tl0(vp9.tl0() + run.tl0Shift);
        }
    }

    /** The latest timestamp that was forwarded. */
    int timestamp() {
        return timestamp;
    }
}
