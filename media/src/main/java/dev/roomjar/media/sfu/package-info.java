/**
 * The selective forwarding unit itself (RFC 7667 §3.7): sessions, publications, receivers and subscriptions, which join peers
 * ({@code media.peer}) with forwarders ({@code media.forward}). Knows no sockets, threads or clock.
 *
 * <p>Start reading at {@link dev.roomjar.media.sfu.Sfu}, one per media loop; then {@code LivePublication} and {@code
 * ForwardingEndpoint} with its two kinds: {@code LiveReceiver}, which is offered to, and {@code LivePlayer}, which offered.
 *
 * <p>Sessions that are larger than a loop: {@code LiveSession} has a {@code SessionPart} on each; receivers read from a {@code
 * Source}, which is a publication of their loop or the {@code Replica} of one that lives elsewhere; {@code Placement} says who lives
 * where. See {@code docs/how-it-works/media-loop.md}.
 *
 * <p>Invariants: everything here runs on one loop, except that the door's methods post themselves there from any thread. What
 * belongs to another loop is reached by its mailbox or its ring of {@code Crossing}s and in no other way. Each
 * turn of the loop takes input first and then settles once: whoever was touched writes its RTCP, makes its offer and sets its
 * deadline. One outstanding offer per receiver.
 */
@NullMarked
package dev.roomjar.media.sfu;

import org.jspecify.annotations.NullMarked;
