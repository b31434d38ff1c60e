package dev.roomjar.media.forward;

import java.util.Arrays;

/**
 * The layers of one encoding that one receiver gets now, and when they may change. A layer may be taken up where its chain is
 * whole, that is where all was forwarded that it depends on, and where its frames say so; it may be left at the next picture.
 * Not thread safe.
 */
final class LayerSelection {
    private static final int REMEMBERED = 8;

    /** Chains reach back 255 frames at most. */
    private static final int FRAMES = 256;

    private int spatial;
    private int temporal;
    private boolean wantsKeyframe;

    /** The chains of which everything was forwarded. */
    private int whole;

    private final long[] kept = new long[FRAMES / Long.SIZE];
    private long lastFrame;

    /** Since which packet which cell was chosen, newest first: a late packet is judged by what was chosen at its place. */
    private final long[] since = new long[REMEMBERED];

    private final byte[] chosen = new byte[REMEMBERED];

    /** Begins at a keyframe. */
    void start(PublishedPacket packet, int wantedSpatial, int wantedTemporal) {
        Arrays.fill(kept, 0);
        Arrays.fill(since, Long.MAX_VALUE);
        lastFrame = packet.frame - 1;
        whole = -1;
        wantsKeyframe = false;
        choose(packet, wantedSpatial, wantedTemporal);
    }

    /** Takes note of the newest packet and changes layers where it lets one. */
    void advance(PublishedPacket packet, int wantedSpatial, int wantedTemporal) {
        boolean newFrame = packet.frame == PublishedPacket.NONE ? packet.startsFrame : packet.frame > lastFrame;
        if (newFrame) {
            followChains(packet);
        }
        if (packet.startsFrame && (spatial != wantedSpatial || temporal != wantedTemporal)) {
            move(packet, wantedSpatial, wantedTemporal);
        }
    }

    private void followChains(PublishedPacket packet) {
        if (packet.frame == PublishedPacket.NONE) {
            whole |= packet.beginsChains;
            return;
        }
        for (int chain = 0; chain < packet.chains; chain++) {
            int difference = packet.chainDifferences[chain];
            if (difference == 0) {
                whole |= 1 << chain;
            } else if (!isKept(packet.frame - difference)) {
                whole &= ~(1 << chain);
            }
        }
        for (long frame = Math.max(lastFrame + 1, packet.frame - FRAMES); frame <= packet.frame; frame++) {
            kept[word(frame)] &= ~(1L << frame);
        }
        lastFrame = packet.frame;
    }

    private void move(PublishedPacket packet, int wantedSpatial, int wantedTemporal) {
        if (packet.startsKeyframe) {
            wantsKeyframe = false;
            choose(packet, wantedSpatial, wantedTemporal);
            return;
        }
        int fromSpatial = Math.min(spatial, packet.topSpatial);
        int toSpatial = Math.min(wantedSpatial, packet.topSpatial);
        int newSpatial = wantedSpatial;
        if (fromSpatial != toSpatial) {
            newSpatial = packet.startsPicture ? nextSpatial(packet, fromSpatial, toSpatial, wantedTemporal) : spatial;
            if (packet.startsPicture) {
                wantsKeyframe = newSpatial != toSpatial;
            }
        } else {
            wantsKeyframe = false;
        }
        int newTemporal = nextTemporal(packet, Math.min(newSpatial, Cells.SPATIAL - 1), wantedTemporal);
        if (newSpatial != spatial || newTemporal != temporal) {
            choose(packet, newSpatial, newTemporal);
        }
    }

    private int nextSpatial(PublishedPacket packet, int from, int to, int wantedTemporal) {
        int wholeCells = wholeCells(packet);
        boolean up = to > from;
        int good = up ? wholeCells & packet.switches : wholeCells;
        int last = up ? from : -1;
        for (int layer = to; layer > last; layer--) {
            int reached = Math.min(wantedTemporal, up ? wantedTemporal : temporal);
            if (Cells.has(good, Cells.index(layer, Math.min(reached, Cells.TEMPORAL - 1)))) {
                return layer;
            }
        }
        return spatial;
    }

    private int nextTemporal(PublishedPacket packet, int inSpatial, int wanted) {
        int from = Math.min(temporal, packet.topTemporal);
        int to = Math.min(wanted, packet.topTemporal);
        if (from == to) {
            return wanted;
        }
        if (to < from) {
            return packet.startsPicture ? wanted : temporal;
        }
        int good = wholeCells(packet) & packet.switches;
        int highest = packet.stepwise ? from + 1 : to;
        for (int layer = highest; layer > from; layer--) {
            if (Cells.has(good, Cells.index(inSpatial, layer))) {
                return layer == to ? wanted : layer;
            }
        }
        return temporal;
    }

    private int wholeCells(PublishedPacket packet) {
        if (packet.chains == 0) {
            // Nothing tells what else can be decoded.
            return Cells.row(spatial);
        }
        int cells = Cells.NONE;
        for (int chain = 0; chain < packet.chains; chain++) {
            cells |= (whole >> chain & 1) != 0 ? packet.chainCells[chain] : 0;
        }
        return cells;
    }

    private void choose(PublishedPacket packet, int newSpatial, int newTemporal) {
        spatial = Math.clamp(newSpatial, 0, Cells.SPATIAL - 1);
        temporal = Math.clamp(newTemporal, 0, Cells.TEMPORAL - 1);
        System.arraycopy(since, 0, since, 1, REMEMBERED - 1);
        System.arraycopy(chosen, 0, chosen, 1, REMEMBERED - 1);
        since[0] = packet.number;
        chosen[0] = (byte) Cells.index(spatial, temporal);
    }

    /** The cell chosen where a packet of that number has its place. */
    int cellAt(long number) {
        for (int i = 0; i < REMEMBERED; i++) {
            if (number >= since[i]) {
                return chosen[i];
            }
        }
        return chosen[0];
    }

    /** Takes note of what became of a packet. */
    void decided(PublishedPacket packet, boolean forwarded) {
        if (packet.frame == PublishedPacket.NONE) {
            whole &= forwarded ? -1 : ~packet.carriesChains;
        } else if (forwarded && lastFrame - packet.frame < FRAMES) {
            kept[word(packet.frame)] |= 1L << packet.frame;
        }
    }

    /** Whether a frame, if it is counted, should have come before the newest one. */
    boolean isBehind(long frame) {
        return frame != PublishedPacket.NONE && frame <= lastFrame;
    }

    /** Whether only a keyframe leads to what is wanted. */
    boolean wantsKeyframe() {
        return wantsKeyframe;
    }

    int spatial() {
        return spatial;
    }

    int temporal() {
        return temporal;
    }

    private boolean isKept(long frame) {
        return lastFrame - frame < FRAMES && (kept[word(frame)] & (1L << frame)) != 0;
    }

    private static int word(long frame) {
        return (int) (frame >> 6) & (FRAMES / Long.SIZE - 1);
    }
}
