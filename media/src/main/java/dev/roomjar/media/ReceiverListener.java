package dev.roomjar.media;

import java.util.List;

/** Told about a receiver, on its media loop's thread. */
public interface ReceiverListener {

    /** An offer for the peer. */
    void offered(Offer offer);

    /** The state of the peer connection changed; {@link PeerState#CLOSED} is the last call. */
    void stateChanged(PeerState state);

    /**
     * What the bandwidth allows for a subscription's video changed; {@link VideoQuality#SUFFICIENT} at first.
     *
     * @param subscription the subscription's id
     */
    default void videoQualityChanged(String subscription, VideoQuality quality) {}

    /**
     * A session description for the peer and what it carries.
     *
     * @param revision counts offers of one receiver from 1
     * @param sdp the session description
     * @param subscriptions where each live subscription is found in it
     */
    record Offer(int revision, String sdp, List<Mids> subscriptions) {}

    /**
     * Where one subscription is found in an offer.
     *
     * @param subscription the subscription's id
     * @param audioMid the media identification (RFC 9143) of its audio section, empty if it has no audio
     * @param videoMid likewise for video
     */
    record Mids(String subscription, String audioMid, String videoMid) {}
}
