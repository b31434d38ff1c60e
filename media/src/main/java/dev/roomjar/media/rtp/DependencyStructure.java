package dev.roomjar.media.rtp;

import org.jspecify.annotations.Nullable;

/**
 * The template dependency structure that a keyframe brings: which kinds of frames a stream has, which of them each decode target
 * needs, and by which chains it is kept decodable ("RTP Payload Format For AV1", appendix A.8). Immutable.
 */
public final class DependencyStructure {
    /** Spatial layers are below this (AV1 specification §6.2.3: 2 bits). */
    public static final int MAX_SPATIAL = 4;

    /** Temporal layers are below this (3 bits). */
    public static final int MAX_TEMPORAL = 8;

    private static final int MAX_TEMPLATES = 64;
    private static final int LAST_TEMPLATE = 3;

    private final int templateIdOffset;
    private final int decodeTargets;
    private final int templates;
    private final int chains;
    private final byte[] spatial;
    private final byte[] temporal;
    private final byte[] indications;
    private final byte[] chainDifferences;
    private final byte[] protectedBy;
    private final byte[] targetSpatial;
    private final byte[] targetTemporal;
    private final int[] widths;
    private final int[] heights;

    private DependencyStructure(BitReader bits) {
        templateIdOffset = bits.bits(6);
        decodeTargets = bits.bits(5) + 1;
        byte[] spatialIds = new byte[MAX_TEMPLATES];
        byte[] temporalIds = new byte[MAX_TEMPLATES];
        templates = readLayers(bits, spatialIds, temporalIds);
        spatial = spatialIds;
        temporal = temporalIds;
        indications = new byte[templates * decodeTargets];
        for (int i = 0; i < indications.length; i++) {
            indications[i] = (byte) bits.bits(2);
        }
        skipFrameDifferences(bits);
        chains = bits.nonSymmetric(decodeTargets + 1);
        protectedBy = new byte[decodeTargets];
        chainDifferences = new byte[templates * chains];
        if (chains > 0) {
            for (int i = 0; i < decodeTargets; i++) {
                protectedBy[i] = (byte) bits.nonSymmetric(chains);
            }
            for (int i = 0; i < chainDifferences.length; i++) {
                chainDifferences[i] = (byte) bits.bits(4);
            }
        }
        targetSpatial = highest(spatial);
        targetTemporal = highest(temporal);
        int layers = templates == 0 ? 0 : spatial[templates - 1] + 1;
        widths = new int[layers];
        heights = new int[layers];
        if (bits.flag()) {
            for (int i = 0; i < layers; i++) {
                widths[i] = bits.bits(16) + 1;
                heights[i] = bits.bits(16) + 1;
            }
        }
    }

    /** Reads a structure; null where it is malformed. */
    static @Nullable DependencyStructure read(BitReader bits) {
        DependencyStructure structure = new DependencyStructure(bits);
        return bits.isOverrun() || structure.templates == 0 ? null : structure;
    }

    /** How many templates there are, 0 where there are too many or too many layers. */
    private static int readLayers(BitReader bits, byte[] spatialIds, byte[] temporalIds) {
        int spatialId = 0;
        int temporalId = 0;
        for (int count = 0; count < MAX_TEMPLATES && !bits.isOverrun(); ) {
            spatialIds[count] = (byte) spatialId;
            temporalIds[count] = (byte) temporalId;
            count++;
            int next = bits.bits(2);
            if (next == LAST_TEMPLATE) {
                return count;
            }
            temporalId = next == 2 ? 0 : temporalId + next;
            spatialId += next == 2 ? 1 : 0;
            if (spatialId >= MAX_SPATIAL || temporalId >= MAX_TEMPORAL) {
                return 0;
            }
        }
        return 0;
    }

    private void skipFrameDifferences(BitReader bits) {
        for (int i = 0; i < templates; i++) {
            while (bits.flag()) {
                bits.bits(4);
            }
        }
    }

    /** For each decode target, the highest layer among the templates that it has. */
    private byte[] highest(byte[] layers) {
        byte[] highest = new byte[decodeTargets];
        for (int template = 0; template < templates; template++) {
            for (int target = 0; target < decodeTargets; target++) {
                if (indications[template * decodeTargets + target] != DependencyDescriptor.NOT_PRESENT) {
                    highest[target] = (byte) Math.max(highest[target], layers[template]);
                }
            }
        }
        return highest;
    }

    int templateIdOffset() {
        return templateIdOffset;
    }

    int templates() {
        return templates;
    }

    int spatial(int template) {
        return spatial[template];
    }

    int temporal(int template) {
        return temporal[template];
    }

    int indication(int template, int target) {
        return indications[template * decodeTargets + target];
    }

    int chainDifference(int template, int chain) {
        return chainDifferences[template * chains + chain];
    }

    /** How many decode targets there are, 1 to 32. */
    public int decodeTargets() {
        return decodeTargets;
    }

    /** How many chains there are, 0 to 32. */
    public int chains() {
        return chains;
    }

    /** The chain that keeps a decode target decodable; of no meaning where there are no chains. */
    public int protectedBy(int target) {
        return protectedBy[target];
    }

    /** The spatial layer that a decode target shows. */
    public int targetSpatial(int target) {
        return targetSpatial[target];
    }

    /** The highest temporal layer that a decode target has. */
    public int targetTemporal(int target) {
        return targetTemporal[target];
    }

    /** How many spatial layers there are, 1 to 4. */
    public int spatialLayers() {
        return widths.length;
    }

    /** Width of a spatial layer in pixels, 0 where it is not told. */
    public int width(int spatialLayer) {
        return widths[spatialLayer];
    }

    /** Height of a spatial layer in pixels, 0 where it is not told. */
    public int height(int spatialLayer) {
        return heights[spatialLayer];
    }
}
