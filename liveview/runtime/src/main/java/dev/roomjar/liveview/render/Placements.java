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
     * @param changed whether the browser has to be told the number: because it is new, or because the component changes, too, and
     *     the client leaves out whatever is in a part of the page that did not change
     */
    record Placed(int number, boolean changed) {}

    /**
     * Called once for each place of the tree that may be new or have new assigns.
     *
     * @param stays whether the same component stood there before
     */
    Placed place(ComponentPlace place, boolean stays);

    /**
     * The rows of a stream have been written.
     *
     * @param release lets go of them, once the message is complete: they are not looked at again
     */
    default void streamed(Runnable release) {}
}
