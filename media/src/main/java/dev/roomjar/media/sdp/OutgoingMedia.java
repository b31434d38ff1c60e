package dev.roomjar.media.sdp;

import dev.roomjar.media.rtp.MediaKind;

/**
 * One media section of the server's offer: a track on its way to a receiver.
 *
 * @param mid the section's identification (RFC 9143), unique among live sections of the receiver
 * @param ssrc the SSRC of the media towards this receiver
 * @param rtxSsrc the SSRC of its retransmissions, for video
 */
public record OutgoingMedia(MediaKind kind, String mid, int ssrc, int rtxSsrc) {}
