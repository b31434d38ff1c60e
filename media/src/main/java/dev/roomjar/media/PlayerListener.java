package dev.roomjar.media;

/** Told about a player, on its media loop's thread. */
public interface PlayerListener {

    /** The state of the peer connection changed; {@link PeerState#CLOSED} is the last call. */
    void stateChanged(PeerState state);
}
