package dev.roomjar.media;

/** Told about a publication, on its media loop's thread. */
public interface PublicationListener {

    /** The state of the peer connection changed; {@link PeerState#CLOSED} is the last call. */
    void stateChanged(PeerState state);
}
