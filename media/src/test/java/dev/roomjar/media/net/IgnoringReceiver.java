package dev.roomjar.media.net;

import dev.roomjar.media.PeerState;
import dev.roomjar.media.ReceiverListener;

/** Whom nothing interests. */
final class IgnoringReceiver implements ReceiverListener {
    @Override
    public void offered(Offer offer) {}

    @Override
    public void stateChanged(PeerState state) {}
}
