package dev.roomjar.liveview.render;

/** Gives numbers to the components that a tree places while its diff is written. */
@FunctionalInterface
public interface Placements {
    /** For trees without components. */
    Placements NONE = (place, _) -> {
        throw new IllegalStateException("the component " + place + " has no view here");
    };

    /**
     * A component of the tree being written.
     *
     * @param number from 1, never used again for another component
     * @param fresh whether it did not have this number before, so that the browser has to be told
     */
    record Placed(int number, boolean fresh) {}

    /**
     * Called once for each place of the tree that may be new or have new assigns.
     *
     * @param stays whether the same component stood there before
     */
    Placed place(ComponentPlace place, boolean stays);
}
