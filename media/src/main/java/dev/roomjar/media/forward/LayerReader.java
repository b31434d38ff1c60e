package dev.roomjar.media.forward;

import dev.roomjar.media.rtp.DependencyDescriptor;
import dev.roomjar.media.rtp.DependencyStructure;
import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.H264ParameterSet;
import dev.roomjar.media.rtp.Keyframes;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.rtp.Vp8Descriptor;
import dev.roomjar.media.rtp.Vp9Descriptor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each packet of one encoding what it is to each layer: by its dependency descriptor where it has one, else by the
 * payload descriptor of VP8 and VP9; H264 and AV1 without the former have one layer. Not thread safe.
 */
final class LayerReader {
    private final DependencyDescriptor dependencies = new DependencyDescriptor();
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final Vp9Descriptor vp9 = new Vp9Descriptor();
    private final H264ParameterSet h264 = new H264ParameterSet();
    private final int[] widths = new int[Cells.SPATIAL];
    private final int[] heights = new int[Cells.SPATIAL];
    private final int[] targetOfCell = new int[Cells.COUNT];
    private @Nullable DependencyStructure structure;
    private int activeTargets;
    private int activeCells;
    private int topSpatial;
    private int topTemporal;
    private int allSpatial;
    private boolean lowerNeeded = true;
    private boolean began;
    private int pictureTimestamp;
    private boolean keyPicture;
    private long lastFrame;
    private long lastPicture;

    /** Another stream follows: nothing is known of it. */
    void restart() {
        dependencies.reset();
        structure = null;
        began = false;
        topSpatial = 0;
        topTemporal = 0;
        allSpatial = 0;
        lowerNeeded = true;
    }

    /**
     * Fills in what the packet is.
     *
     * @param packet whose header, number and timestamp are set
     * @param newest whether it is the newest of its encoding
     */
    void read(PublishedPacket packet, Encoding codec, int descriptorId, boolean newest) {
        RtpPacket header = packet.header();
        packet.startsKeyframe = Keyframes.startsKeyframe(codec, header, descriptorId);
        packet.single();
        boolean newTimestamp = !began || packet.timestamp != pictureTimestamp;
        packet.startsFrame = newTimestamp;
        packet.endsFrame = header.marker();
        boolean described = descriptorId != 0
                && header.findExtension(descriptorId)
                && dependencies.read(header.buffer(), header.extensionOffset(), header.extensionLength());
        switch (codec) {
            case VP8 -> readVp8(packet, described);
            case VP9 -> readVp9(packet, described);
            case H264 -> readH264(packet);
            case AV1, OPUS, RED -> {}
        }
        if (described) {
            readDependencies(packet);
        }
        packet.startsPicture = newest && newTimestamp && packet.startsFrame;
        packet.topSpatial = topSpatial;
        packet.topTemporal = topTemporal;
        if (newest && newTimestamp) {
            began = true;
            pictureTimestamp = packet.timestamp;
            keyPicture = packet.startsKeyframe;
        }
        if (!keyPicture && packet.spatial == 0 && topSpatial > 0) {
            lowerNeeded = (packet.needed & Cells.row(1)) != 0;
        }
    }

    private void readVp8(PublishedPacket packet, boolean described) {
        RtpPacket header = packet.header();
        if (!vp8.read(header.buffer(), header.payloadOffset(), header.payloadLength())) {
            return;
        }
        packet.vp8 = true;
        if (vp8.hasPictureId()) {
            packet.pictureId = picture(vp8.pictureId(), vp8.pictureIdBits());
        }
        packet.tl0 = vp8.hasTl0() ? vp8.tl0() : -1;
        packet.keyIndex = vp8.hasKeyIndex() ? vp8.keyIndex() : -1;
        if (packet.startsKeyframe && vp8.width() > 0) {
            size(0, vp8.width(), vp8.height());
        }
        if (!described) {
            packet.startsFrame = vp8.startsFrame();
            packet.temporal = vp8.temporal();
            topTemporal = Math.max(topTemporal, packet.temporal);
            packet.needed = Cells.rowsFrom(0, Cells.temporalsFrom(packet.temporal));
            // RFC 7741 §4.2: a frame with Y depends on the lowest layer only; others may depend on any layer up to
            // their own.
            boolean mayClimb = packet.temporal == 0 || vp8.layerSync();
            packet.switches = mayClimb ? Cells.rowsFrom(0, 1 << packet.temporal) : Cells.NONE;
            packet.stepwise = true;
        }
    }

    private void readVp9(PublishedPacket packet, boolean described) {
        RtpPacket header = packet.header();
        if (!vp9.read(header.buffer(), header.payloadOffset(), header.payloadLength())) {
            return;
        }
        if (vp9.hasPictureId()) {
            packet.pictureId = picture(vp9.pictureId(), vp9.pictureIdBits());
        }
        packet.tl0 = vp9.hasTl0() ? vp9.tl0() : -1;
        int spatial = Math.min(vp9.spatial(), Cells.SPATIAL - 1);
        if (vp9.structureLayers() > 0) {
            topSpatial = Math.min(vp9.structureLayers(), Cells.SPATIAL) - 1;
            allSpatial = topSpatial;
            for (int layer = 0; layer <= topSpatial; layer++) {
                size(layer, vp9.width(layer), vp9.height(layer));
            }
        }
        if (!described) {
            topSpatial = Math.max(topSpatial, spatial);
            allSpatial = topSpatial;
            topTemporal = Math.max(topTemporal, vp9.temporal());
            packet.spatial = spatial;
            packet.temporal = vp9.temporal();
            packet.startsFrame = vp9.startsFrame();
            packet.endsFrame = vp9.endsFrame();
            readVp9Layers(packet);
        }
    }

    private void readVp9Layers(PublishedPacket packet) {
        int temporals = Cells.temporalsFrom(packet.temporal);
        boolean forAllAbove = packet.spatial == topSpatial || !vp9.isNoReferenceForUpper();
        packet.needed =
                Cells.rowsFrom(packet.spatial, temporals) & (forAllAbove ? Cells.ALL : Cells.row(packet.spatial));
        // RFC 9628 §4.2: U lets one climb to the layers above this one. The lowest needs nothing but its chain.
        int climbs = vp9.isSwitchingUpPoint() ? temporals & ~(packet.temporal == 0 ? 0 : 1 << packet.temporal) : 0;
        int switches = climbs | (packet.temporal == 0 ? 1 : 0);
        packet.switches = Cells.rowsFrom(packet.spatial, switches) & ownRow(packet.spatial);
        packet.chains = Cells.SPATIAL;
        for (int row = 0; row < Cells.SPATIAL; row++) {
            packet.chainCells[row] = Cells.NONE;
            packet.chainCells[Math.min(row, topSpatial)] |= Cells.row(row);
        }
        boolean begins = packet.startsKeyframe;
        packet.beginsChains = begins ? (1 << Cells.SPATIAL) - 1 : 0;
        packet.carriesChains = packet.temporal == 0 ? 1 << packet.spatial : 0;
    }

    /** A row and, for the highest, all those above that do not exist. */
    private int ownRow(int spatial) {
        return spatial == topSpatial ? Cells.rowsFrom(spatial, 0xff) : Cells.row(spatial);
    }

    private void readH264(PublishedPacket packet) {
        RtpPacket header = packet.header();
        if (packet.startsKeyframe && h264.read(header.buffer(), header.payloadOffset(), header.payloadLength())) {
            size(0, h264.width(), h264.height());
        }
    }

    private void readDependencies(PublishedPacket packet) {
        takeStructure();
        packet.startsFrame = dependencies.startOfFrame();
        packet.endsFrame = dependencies.endOfFrame();
        packet.spatial = dependencies.spatial();
        packet.temporal = dependencies.temporal();
        lastFrame = unwrap(dependencies.frameNumber(), lastFrame, 16);
        packet.frame = lastFrame;
        packet.stepwise = false;
        packet.needed = Cells.NONE;
        packet.switches = Cells.NONE;
        for (int cell = 0; cell < Cells.COUNT; cell++) {
            int indication = dependencies.indication(targetOfCell[cell]);
            packet.needed |= indication == DependencyDescriptor.NOT_PRESENT ? 0 : 1 << cell;
            packet.switches |= indication == DependencyDescriptor.SWITCH ? 1 << cell : 0;
        }
        readChains(packet, dependencies.structure());
    }

    private void readChains(PublishedPacket packet, DependencyStructure current) {
        packet.chains = current.chains();
        for (int chain = 0; chain < packet.chains; chain++) {
            packet.chainCells[chain] = Cells.NONE;
            packet.chainDifferences[chain] = dependencies.chainDifference(chain);
        }
        for (int cell = 0; cell < Cells.COUNT && packet.chains > 0; cell++) {
            packet.chainCells[current.protectedBy(targetOfCell[cell])] |= 1 << cell;
        }
    }

    @SuppressWarnings("ReferenceEquality") // A new structure is a new object; asked for each packet.
    private void takeStructure() {
        DependencyStructure current = dependencies.structure();
        if (structure == current && activeTargets == dependencies.activeTargets()) {
            return;
        }
        if (structure != current) {
            allSpatial = current.spatialLayers() - 1;
            for (int layer = 0; layer <= allSpatial; layer++) {
                size(layer, current.width(layer), current.height(layer));
            }
        }
        structure = current;
        activeTargets = dependencies.activeTargets();
        mapCells(current);
    }

    /** For each cell, the best decode target in use that is not above it. */
    private void mapCells(DependencyStructure current) {
        Arrays.fill(targetOfCell, -1);
        topSpatial = 0;
        topTemporal = 0;
        activeCells = Cells.NONE;
        int lowest = 0;
        for (int target = 0; target < current.decodeTargets(); target++) {
            int own = Cells.index(current.targetSpatial(target), current.targetTemporal(target));
            if (own < Cells.index(current.targetSpatial(lowest), current.targetTemporal(lowest))) {
                lowest = target;
            }
            if ((activeTargets >> target & 1) != 0) {
                targetOfCell[own] = target;
                activeCells |= 1 << own;
                topSpatial = Math.max(topSpatial, Cells.spatial(own));
                topTemporal = Math.max(topTemporal, Cells.temporal(own));
            }
        }
        for (int spatial = 0; spatial < Cells.SPATIAL; spatial++) {
            boolean produced = (activeCells & Cells.row(spatial)) != 0;
            for (int temporal = 0; temporal < Cells.TEMPORAL; temporal++) {
                int cell = Cells.index(spatial, temporal);
                if (targetOfCell[cell] < 0) {
                    targetOfCell[cell] = nearest(spatial, temporal, produced, lowest);
                }
            }
        }
    }

    /** What stands for a cell without a target: in a spatial layer that is not produced, the one below with as many pictures. */
    private int nearest(int spatial, int temporal, boolean produced, int otherwise) {
        if (temporal > 0 && (produced || spatial == 0)) {
            return targetOfCell[Cells.index(spatial, temporal - 1)];
        }
        return spatial > 0 ? targetOfCell[Cells.index(spatial - 1, temporal)] : otherwise;
    }

    private long picture(int id, int bits) {
        lastPicture = unwrap(id, lastPicture, bits);
        return lastPicture;
    }

    /** The number with these low bits that is nearest to the reference. */
    private static long unwrap(int value, long reference, int bits) {
        int unused = 64 - bits;
        return reference + ((value - reference) << unused >> unused);
    }

    private void size(int layer, int width, int height) {
        if (width > 0 && height > 0) {
            widths[layer] = width;
            heights[layer] = height;
        }
    }

    int spatialLayers() {
        return allSpatial + 1;
    }

    int temporalLayers() {
        return topTemporal + 1;
    }

    int width(int layer) {
        return widths[layer];
    }

    int height(int layer) {
        return heights[layer];
    }

    /** The cells that the publisher produces. */
    int producedCells() {
        return structure == null
                ? Cells.rowsFrom(0, (1 << (topTemporal + 1)) - 1)
                        & (int) ((1L << ((topSpatial + 1) * Cells.TEMPORAL)) - 1)
                : activeCells;
    }

    /** Whether higher spatial layers need the lower ones all the time, so that one can go down without a keyframe. */
    boolean isLowerNeeded() {
        return lowerNeeded;
    }
}
