package dev.roomjar.media.sdp;

/**
 * The outcome of a player's offer.
 *
 * @param sdp the answer for the player
 * @param agreed what is sent to it, in its own payload types and extension ids; the transport is always there
 */
public record PlayerAnswer(String sdp, ReceiverAnswer agreed) {}
