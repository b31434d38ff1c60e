/**
 * The only place with sockets, threads and clock: event loops, the Linux (FFM) and the portable (NIO) engine.
 *
 * <p>Start reading at {@link dev.roomjar.media.net.MediaServers}, then {@code MediaLoop}, whose {@code turn} is the life of every
 * packet, then {@code DatagramEngine} for UDP and {@code TcpPort} for TCP (RFC 6544, RFC 4571). What peers are told to send to: {@link
 * dev.roomjar.media.net.Reach}. See {@code docs/how-it-works/media-loop.md} and {@code reach.md}.
 *
 * <p>TURN has sockets and threads of its own: {@link dev.roomjar.media.net.TurnListener}.
 *
 * <p>Invariants: a loop's thread alone touches its engine and its {@code Sfu}; other threads post to its {@code LoopMailbox}. A
 * turn allocates nothing and takes no lock for a packet. Nothing that a datagram holds can end a loop.
 */
@NullMarked
package dev.roomjar.media.net;

import org.jspecify.annotations.NullMarked;
