package dev.roomjar.media.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which frames of a fake video arrived, which of them whole, and what a decoder makes of that: a keyframe can always be decoded,
 * any other frame only after the one before it.
 */
public final class FrameLog {
    private final NavigableMap<Integer, Frame> frames = new TreeMap<>();
    private int corrupt;
    private int keyframes;
    private int whole;
    private int decoded;
    private int lastDecoded = -1;
    private long lastDecodedAt;
    private long longestGap;

    private static final class Frame {
        private final FakeFrame description;
        private final BitSet packets = new BitSet();

        private Frame(FakeFrame description) {
            this.description = description;
        }

        private boolean isWhole() {
            return packets.cardinality() == description.count();
        }
    }

    void packet(FakeFrame packet, long nowNanos) {
        Frame frame = frames.computeIfAbsent(packet.frame(), number -> new Frame(packet));
        boolean before = frame.isWhole();
        frame.packets.set(packet.index());
        if (!before && frame.isWhole()) {
            whole++;
            keyframes += packet.keyframe() ? 1 : 0;
            decode(packet.frame(), packet.keyframe(), nowNanos);
        }
    }

    private void decode(int number, boolean keyframe, long nowNanos) {
        if (number <= lastDecoded || (!keyframe && number != lastDecoded + 1)) {
            return;
        }
        if (lastDecoded >= 0) {
            longestGap = Math.max(longestGap, nowNanos - lastDecodedAt);
        }
        lastDecodedAt = nowNanos;
        lastDecoded = number;
        decoded++;
        Frame next = frames.get(number + 1);
        if (next != null && next.isWhole()) {
            decode(number + 1, next.description.keyframe(), nowNanos);
        }
    }

    void corruptPacket() {
        corrupt++;
    }

    /** Frames of which every packet came. */
    public int whole() {
        return whole;
    }

    /** Frames that could be decoded, each in its turn. */
    public int decoded() {
        return decoded;
    }

    /** The longest time between two decoded frames since the last {@link #measureFrom}. */
    public Duration longestGap(long nowNanos) {
        return Duration.ofNanos(Math.max(longestGap, nowNanos - lastDecodedAt));
    }

    /** Forgets gaps from before. */
    public void measureFrom(long nowNanos) {
        longestGap = 0;
        lastDecodedAt = nowNanos;
    }

    void forgetOld() {
        frames.headMap(lastDecoded - 1_000).clear();
    }

    /** The numbers of the frames from the first seen to that one that are not whole. */
    public List<Integer> brokenUpTo(int frame) {
        List<Integer> broken = new ArrayList<>();
        for (int i = first(); i <= frame; i++) {
            Frame seen = frames.get(i);
            if (seen == null || !seen.isWhole()) {
                broken.add(i);
            }
        }
        return broken;
    }

    public int first() {
        return frames.isEmpty() ? 0 : frames.firstKey();
    }

    public int last() {
        return frames.isEmpty() ? -1 : frames.lastKey();
    }

    /** How many packets the latest frame has. */
    public int lastCount() {
        return frames.isEmpty() ? 0 : frames.lastEntry().getValue().description.count();
    }

    /** Whether what came first is a keyframe: a decoder can start with nothing else. */
    public boolean startsWithKeyframe() {
        Map.Entry<Integer, Frame> first = frames.firstEntry();
        return first != null && first.getValue().description.keyframe();
    }

    /** Whole keyframes. */
    public int keyframes() {
        return keyframes;
    }

    /** Packets that did not hold what was sent. */
    public int corrupt() {
        return corrupt;
    }
}
