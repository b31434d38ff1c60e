/**
 * One remote end: demultiplex (RFC 7983, RFC 5761), secure, hand RTP up and down. Knows no other peer.
 *
 * <p>Start reading at {@link dev.roomjar.media.peer.Peer}; datagrams reach it by {@link
 * dev.roomjar.media.peer.Demultiplexer} and leave it by {@link dev.roomjar.media.peer.Outbox}.
 *
 * <p>Invariants: what a peer sent is handed up only if it is authentic; nothing is sent to an address that has not proven itself
 * (RFC 7675); a fault while handling one peer's datagram closes that peer only. Everything runs on one loop but the DTLS
 * handshakes, which come back to it through {@link dev.roomjar.media.peer.Mailbox}.
 */
@NullMarked
package dev.roomjar.media.peer;

import org.jspecify.annotations.NullMarked;
