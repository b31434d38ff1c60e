/**
 * The selective forwarding unit itself (RFC 7667 §3.7): sessions, publications, receivers and subscriptions, which join peers
 * ({@code media.peer}) with forwarders ({@code media.forward}). Knows no sockets, threads or clock.
 *
 * <p>Start reading at {@link dev.roomjar.media.sfu.Sfu}, one per media loop; then {@code LivePublication} and {@code
 * ForwardingEndpoint} with its two kinds: {@code LiveReceiver}, which is offered to, and {@code LivePlayer}, which offered.
 *
 * <p>Invariants: everything here runs on one loop, except that the door's methods post themselves there from any thread. Each
 * turn of the loop takes input first and then settles once: whoever was touched writes its RTCP, makes its offer and sets its
 * deadline. One outstanding offer per receiver.
 */
@NullMarked
package dev.roomjar.media.sfu;

import org.jspecify.annotations.NullMarked;
