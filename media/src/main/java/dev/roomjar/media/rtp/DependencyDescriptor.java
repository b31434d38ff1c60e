package dev.roomjar.media.rtp;

import org.jspecify.annotations.Nullable;

/**
 * A reader for the dependency descriptor extension ("RTP Payload Format For AV1", appendix A). One object serves one stream: it
 * keeps the structure that the last keyframe brought. Allocates only for a new structure. Not thread safe.
 */
public final class DependencyDescriptor {
    /** The frame is not part of the decode target. */
    public static final int NOT_PRESENT = 0;

    /** The frame is part of it, and nothing in it depends on the frame. */
    public static final int DISCARDABLE = 1;

    /** With this frame one may switch to the decode target, provided that its chain is whole. */
    public static final int SWITCH = 2;

    /** The frame is part of it, and one may not switch here. */
    public static final int REQUIRED = 3;

    private static final int MANDATORY = 3;

    private final BitReader bits = new BitReader();
    private final byte[] indications = new byte[32];
    private final int[] chainDifferences = new int[32];
    private @Nullable DependencyStructure structure;
    private int activeTargets;
    private boolean startOfFrame;
    private boolean endOfFrame;
    private boolean bringsStructure;
    private int frameNumber;
    private int spatial;
    private int temporal;

    /** Forgets the structure: another stream follows. */
    public void reset() {
        structure = null;
    }

    /**
     * Reads the descriptor of one packet.
     *
     * @return false where it is malformed or speaks of a structure that never came; accessors must not be called then
     */
    public boolean read(byte[] buffer, int offset, int length) {
        if (length < MANDATORY) {
            return false;
        }
        bits.wrap(buffer, offset, length);
        startOfFrame = bits.flag();
        endOfFrame = bits.flag();
        int templateId = bits.bits(6);
        frameNumber = bits.bits(16);
        boolean extended = length > MANDATORY;
        bringsStructure = extended && bits.flag();
        boolean bringsActive = extended && bits.flag();
        boolean customIndications = extended && bits.flag();
        boolean customDifferences = extended && bits.flag();
        boolean customChains = extended && bits.flag();
        DependencyStructure current = structure;
        int active = activeTargets;
        if (bringsStructure) {
            current = DependencyStructure.read(bits);
            active = current == null ? 0 : (int) ((1L << current.decodeTargets()) - 1);
        }
        if (current == null) {
            return false;
        }
        if (bringsActive) {
            active = bits.bits(current.decodeTargets());
        }
        int template = (templateId + 64 - current.templateIdOffset()) & 63;
        if (template >= current.templates()) {
            return false;
        }
        readFrame(current, template, customIndications, customDifferences, customChains);
        if (bits.isOverrun()) {
            return false;
        }
        structure = current;
        activeTargets = active;
        return true;
    }

    private void readFrame(
            DependencyStructure current,
            int template,
            boolean customIndications,
            boolean customDifferences,
            boolean customChains) {
        spatial = current.spatial(template);
        temporal = current.temporal(template);
        for (int target = 0; target < current.decodeTargets(); target++) {
            indications[target] = (byte) (customIndications ? bits.bits(2) : current.indication(template, target));
        }
        if (customDifferences) {
            for (int size = bits.bits(2); size != 0; size = bits.bits(2)) {
                bits.bits(4 * size);
            }
        }
        for (int chain = 0; chain < current.chains(); chain++) {
            chainDifferences[chain] = customChains ? bits.bits(8) : current.chainDifference(template, chain);
        }
    }

    /** The structure in force. */
    public DependencyStructure structure() {
        DependencyStructure current = structure;
        if (current == null) {
            throw new IllegalStateException("no structure was read");
        }
        return current;
    }

    /** The decode targets that the sender produces now: bit n stands for target n. */
    public int activeTargets() {
        return activeTargets;
    }

    public boolean startOfFrame() {
        return startOfFrame;
    }

    public boolean endOfFrame() {
        return endOfFrame;
    }

    /** Whether the packet brought a structure, which only keyframes do. */
    public boolean bringsStructure() {
        return bringsStructure;
    }

    /** 0 to 65535; counts all frames of all layers in decoding order. */
    public int frameNumber() {
        return frameNumber;
    }

    public int spatial() {
        return spatial;
    }

    public int temporal() {
        return temporal;
    }

    /** What the frame is to a decode target: {@link #NOT_PRESENT} and the like. */
    public int indication(int target) {
        return indications[target];
    }

    /** How many frames ago the one before in a chain was, 0 where the chain begins anew. */
    public int chainDifference(int chain) {
        return chainDifferences[chain];
    }
}
