package dev.roomjar.media.rtp;

import java.util.Arrays;

/**
 * Writes dependency descriptors of streams of two spatial and two temporal layers, L2T2 or L2T2_KEY, as libwebrtc's encoders do:
 * decode targets (spatial, temporal) 0/0, 0/1, 1/0, 1/1; one chain for each spatial layer.
 */
public final class DescriptorWriter {
    private static final int NOT = 0;
    private static final int DISCARDABLE = 1;
    private static final int SWITCH = 2;
    private static final int REQUIRED = 3;

    private final boolean keyOnly;
    private final byte[] bytes = new byte[64];
    private int bit;

    /** @param keyOnly whether the upper layer depends on the lower one in key pictures only */
    public DescriptorWriter(boolean keyOnly) {
        this.keyOnly = keyOnly;
    }

    /** The templates: key frame, T0 and T1 of each spatial layer. */
    private enum Template {
        KEY_0(0, 0, 0),
        S0_T0(1, 0, 0),
        S0_T1(2, 0, 1),
        KEY_1(3, 1, 0),
        S1_T0(4, 1, 0),
        S1_T1(5, 1, 1);

        final int id;
        final int spatial;
        final int temporal;

        Template(int id, int spatial, int temporal) {
            this.id = id;
            this.spatial = spatial;
            this.temporal = temporal;
        }
    }

    /** The descriptor of a packet. The picture's first frame of a keyframe brings the structure. */
    public byte[] write(boolean start, boolean end, int frameNumber, int spatial, int temporal, boolean key) {
        bit = 0;
        Arrays.fill(bytes, (byte) 0);
        Template template = template(spatial, temporal, key);
        put(start ? 1 : 0, 1);
        put(end ? 1 : 0, 1);
        put(template.id, 6);
        put(frameNumber & 0xffff, 16);
        if (key && spatial == 0 && start) {
            // Structure only: no active targets, nothing custom.
            put(0b10000, 5);
            structure();
        }
        return Arrays.copyOf(bytes, (bit + 7) / 8);
    }

    private static Template template(int spatial, int temporal, boolean key) {
        if (key) {
            return spatial == 0 ? Template.KEY_0 : Template.KEY_1;
        }
        if (spatial == 0) {
            return temporal == 0 ? Template.S0_T0 : Template.S0_T1;
        }
        return temporal == 0 ? Template.S1_T0 : Template.S1_T1;
    }

    private void structure() {
        put(0, 6);
        put(3, 5);
        // From template to template: same, next temporal, next spatial, same, next temporal, end.
        for (int next : new int[] {0, 1, 2, 0, 1, 3}) {
            put(next, 2);
        }
        for (Template template : Template.values()) {
            for (int target = 0; target < 4; target++) {
                put(indication(template, target / 2, target % 2), 2);
            }
        }
        for (Template template : Template.values()) {
            boolean first = template == Template.KEY_0;
            put(first ? 0 : 1, 1);
            if (!first) {
                put(0, 4);
                put(0, 1);
            }
        }
        // Chains: ns(5) of 2, then for each target ns(2), then four bits for each template and chain.
        put(2, 2);
        for (int target = 0; target < 4; target++) {
            put(target / 2, 1);
        }
        for (Template template : Template.values()) {
            put(chainDifference(template, 0), 4);
            put(chainDifference(template, 1), 4);
        }
        put(1, 1);
        put(639, 16);
        put(359, 16);
        put(1279, 16);
        put(719, 16);
    }

    private int indication(Template template, int spatial, int temporal) {
        if (template.spatial > spatial || template.temporal > temporal) {
            return NOT;
        }
        boolean key = template == Template.KEY_0 || template == Template.KEY_1;
        if (template.spatial < spatial) {
            return key ? SWITCH : keyOnly ? NOT : REQUIRED;
        }
        return template.temporal == 0 ? SWITCH : DISCARDABLE;
    }

    /** Frames come in the order S0 S1 of a T0 picture, S0 S1 of a T1 picture: four numbers to a period. */
    private int chainDifference(Template template, int chain) {
        return switch (template) {
            case KEY_0 -> 0;
            case KEY_1 -> 1;
            case S0_T0 -> chain == 0 ? 4 : 3;
            case S0_T1 -> chain == 0 ? 2 : 1;
            case S1_T0 -> chain == 0 ? 1 : keyOnly ? 4 : 1;
            case S1_T1 -> chain == 0 ? 3 : 2;
        };
    }

    private void put(int value, int bits) {
        for (int i = bits - 1; i >= 0; i--) {
            bytes[bit >> 3] |= (byte) (((value >> i) & 1) << (7 - (bit & 7)));
            bit++;
        }
    }
}
