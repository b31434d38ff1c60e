package dev.roomjar.media;

/** Told about a publication, on its media loop's thread. */
public interface PublicationListener {

    /** The state of the peer connection changed; {@link PeerState#CLOSED} is the last call. */
    void stateChanged(PeerState state);

    /**
     * What receivers make use of changed: the publisher may stop sending video layers above it. Told at once when more is
     * wanted, after a few seconds when less is, and never before anything else was wanted than everything.
     *
     * @param highest the highest spatial layer that anybody watches, counted from 0, the smallest; -1: nobody watches
     * @param layers how many spatial layers the count is out of
     */
    default void layersWanted(int highest, int layers) {}
}
