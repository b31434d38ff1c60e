package dev.roomjar.media.rtcp;

import java.util.AbstractList;
import java.util.RandomAccess;

/** Numbers as a list that holds them unboxed. */
final class ArrivalDeltas extends AbstractList<Integer> implements RandomAccess {
    private final int[] deltas;

    /** @param deltas owned by the list from now on */
    ArrivalDeltas(int[] deltas) {
        this.deltas = deltas;
    }

    @Override
    public Integer get(int index) {
        return deltas[index];
    }

    /** As {@link #get} without a box. */
    int at(int index) {
        return deltas[index];
    }

    @Override
    public int size() {
        return deltas.length;
    }
}
