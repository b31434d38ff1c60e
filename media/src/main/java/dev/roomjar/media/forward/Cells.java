package dev.roomjar.media.forward;

import dev.roomjar.media.rtp.DependencyStructure;

/** Sets of layers in one int: a cell is a spatial with a temporal layer, one bit for each of the 4 × 8. */
final class Cells {
    static final int SPATIAL = DependencyStructure.MAX_SPATIAL;
    static final int TEMPORAL = DependencyStructure.MAX_TEMPORAL;
    static final int COUNT = SPATIAL * TEMPORAL;
    static final int ALL = -1;
    static final int NONE = 0;

    private Cells() {}

    static int index(int spatial, int temporal) {
        return spatial * TEMPORAL + temporal;
    }

    static int spatial(int cell) {
        return cell / TEMPORAL;
    }

    static int temporal(int cell) {
        return cell % TEMPORAL;
    }

    static boolean has(int cells, int cell) {
        return (cells >> cell & 1) != 0;
    }

    /** All temporal layers of a spatial one. */
    static int row(int spatial) {
        return 0xff << (spatial * TEMPORAL);
    }

    /** These temporal layers, the lowest in bit 0, in each spatial layer from one up. */
    static int rowsFrom(int spatial, int temporals) {
        int cells = 0;
        for (int row = spatial; row < SPATIAL; row++) {
            cells |= (temporals & 0xff) << (row * TEMPORAL);
        }
        return cells;
    }

    /** In the form that {@link #rowsFrom} takes: a temporal layer and all above. */
    static int temporalsFrom(int temporal) {
        return (0xff << temporal) & 0xff;
    }
}
