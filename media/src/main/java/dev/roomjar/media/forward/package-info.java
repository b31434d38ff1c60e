/**
 * Who gets what: rewrite into each receiver, retransmission both ways, keyframe requests, reports. Knows no crypto, no sockets
 * and no clock: time is the {@code nowNanos} argument, from one monotonic clock for all objects that work together.
 *
 * <p>Start reading at {@link dev.roomjar.media.forward.PublishedMedia} (one per publisher) and {@link
 * dev.roomjar.media.forward.ForwardedMedia} (one per receiver). A publisher and all its receivers are driven by one thread.
 *
 * <p>Layers: a {@link dev.roomjar.media.forward.PublishedTrack} has one or more {@code PublishedEncoding}s; each packet is read
 * once into a {@link dev.roomjar.media.forward.PublishedPacket} ({@code LayerReader}) and judged per receiver ({@code
 * VideoPlacement}, and inside an encoding {@code LayerSelection}); what goes on over a switch is in {@code Continuity}, the numbers in
 * {@code SequenceMap}. In prose: {@code docs/how-it-works/layers.md}. All that {@code ForwardedTrack.forward} needs to know of a
 * packet is in its {@code PublishedPacket}, so the fan-out of a burst may be put off: {@code PublishedTrack.takePacket} hands the
 * current one out and puts an empty one in its place; each must be forwarded once, in the order in which they came, and before the
 * cache has gone on by some hundred packets.
 *
 * <p>How it is driven:
 *
 * <pre>{@code
 * // a publisher's datagram, decrypted
 * RTP:   PublishedTrack track = published.receive(buffer, offset, length, now);
 *        if (track != null)
 *            for (ForwardedTrack forwarded : receiversOf(track))       // the caller keeps this list
 *                if ((n = forwarded.forward(out, at, now)) > 0) protectAndSend(out, at, n);
 * RTCP:  published.receiveRtcp(buffer, offset, length, now);
 *
 * // a receiver's datagram, decrypted (receivers send RTCP only)
 * RTCP:  forwarded.receiveRtcp(buffer, offset, length, now);
 *        while ((n = forwarded.pollRetransmission(out, at, now)) > 0) protectAndSend(out, at, n);
 *
 * // at nextDeadline(), and after each batch of input: both have the same two methods
 * while ((n = media.pollRtcp(out, at, limit, now)) > 0) protectRtcpAndSend(out, at, n);
 * rearm(media.nextDeadline());
 * }</pre>
 *
 * A receiver's request for a keyframe goes straight to the {@code PublishedTrack} it reads from and makes that publisher's
 * deadline due, so after a receiver's input the deadlines of the publishers it reads from must be looked at again.
 *
 * <p>Receivers that another thread drives read from a {@link dev.roomjar.media.forward.MediaReplica}, which is given {@link
 * dev.roomjar.media.forward.PacketCopy}s of what the publisher's loop took.
 *
 * <p>Sources: RFC 3550, RFC 4585, RFC 4588, RFC 5104, RFC 7667 §3.7 (selective forwarding middlebox), RFC
 * 8852 and 8853 (simulcast), RFC 7741 (VP8), RFC 9628 (VP9), "RTP Payload Format For AV1" appendix A (dependency descriptor).
 */
@NullMarked
package dev.roomjar.media.forward;

import org.jspecify.annotations.NullMarked;
