package dev.roomjar.media.sdp;

/**
 * An offer for a receiver.
 *
 * @param revision counts the offers of one receiver from 1
 * @param sdp the session description
 */
public record ReceiverOffer(int revision, String sdp) {}
