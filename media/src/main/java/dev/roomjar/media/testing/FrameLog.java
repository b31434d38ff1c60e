package dev.roomjar.media.testing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which frames of a fake video arrived, and which of them whole. */
public final class FrameLog {
    private final NavigableMap<Integer, Frame> frames = new TreeMap<>();
    private int corrupt;
    private int keyframes;

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

    void packet(FakeFrame packet) {
        Frame frame = frames.computeIfAbsent(packet.frame(), number -> new Frame(packet));
        boolean before = frame.isWhole();
        frame.packets.set(packet.index());
        if (!before && frame.isWhole() && packet.keyframe()) {
            keyframes++;
        }
    }

    void corruptPacket() {
        corrupt++;
    }

    /** Frames of which every packet came. */
    public int whole() {
        return (int) frames.values().stream().filter(Frame::isWhole).count();
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
