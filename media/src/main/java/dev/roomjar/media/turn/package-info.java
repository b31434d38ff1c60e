/**
 * A TURN server (RFC 8656) that relays to the media server and to nobody else: allocations, permissions, channels, and
 * credentials that expire (RFC 8489 §9.2, the scheme of draft-uberti-behave-turn-rest). Knows no sockets, threads or clocks.
 *
 * <p>Start reading at {@link dev.roomjar.media.turn.TurnServer}: messages and time go in, a {@link
 * dev.roomjar.media.turn.TurnResult} comes out. {@code Authentication} tells who is asking, {@code Allocation} is what a client
 * holds. Sockets are behind {@link dev.roomjar.media.turn.RelaySockets}; the real ones are in {@code media.net}. See {@code
 * docs/how-it-works/turn.md}.
 *
 * <p>Invariants: nothing is kept for a client that has not proven a credential, but a count of bounded size of how often its
 * address was answered; every reply to such a client is counted and rate limited; no datagram leaves for an address that {@link
 * dev.roomjar.media.turn.RelaySockets#reaches} does not know; no input throws.
 */
@NullMarked
package dev.roomjar.media.turn;

import org.jspecify.annotations.NullMarked;
