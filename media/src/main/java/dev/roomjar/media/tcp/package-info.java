/**
 * Media over TCP, for networks that let no UDP through: passive ICE-TCP (RFC 6544) with the framing of RFC 4571. No sockets, no
 * clock: {@code media.net.TcpSockets} owns those.
 *
 * <p>Start reading at {@link dev.roomjar.media.tcp.FrameReader} and {@link dev.roomjar.media.tcp.FrameQueue}; {@link
 * dev.roomjar.media.tcp.Admission} says whom the server lets in. See {@code docs/how-it-works/reach.md}.
 *
 * <p>Invariants: what is kept per connection is bounded in both directions; a frame is sent whole or not at all; nothing that
 * reads throws, whatever the bytes.
 */
@NullMarked
package dev.roomjar.media.tcp;

import org.jspecify.annotations.NullMarked;
