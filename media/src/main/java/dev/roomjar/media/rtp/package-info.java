/**
 * RTP packets (RFC 3550, RFC 8285): header views over a reused buffer, extensions, sequence arithmetic, packet cache. Start reading
 * at {@link dev.roomjar.media.rtp.RtpPacket}; {@link dev.roomjar.media.rtp.HeaderWriter} is its counterpart.
 *
 * <p>What packets say of layers is read by {@link dev.roomjar.media.rtp.DependencyDescriptor}, {@link
 * dev.roomjar.media.rtp.Vp8Descriptor} and {@link dev.roomjar.media.rtp.Vp9Descriptor}.
 *
 * <p>Nothing here allocates per packet or throws for what a packet holds. Knows no streams, sockets or clocks. Payload formats, as far
 * as to tell keyframes: RFC 7741 (VP8), RFC 9628 (VP9), RFC 6184 (H264), "RTP Payload Format For AV1".
 */
@NullMarked
package dev.roomjar.media.rtp;

import org.jspecify.annotations.NullMarked;
