/**
 * The WebSocket that the browser library speaks, and the library itself. Start at {@link
 * dev.roomjar.opentok.signalling.OpenTokRoutes}; the wire is {@code docs/how-it-works/signalling.md}. {@code Frames} alone
 * knows its JSON; {@code SignallingSocket} is one client.
 *
 * <p>Invariants: no frame, whatever it holds, throws or closes the socket unless it is too big or one of too many; a socket
 * that says nothing for the idle timeout is given up. Sources: RFC 6455 (WebSocket), RFC 6454 (Origin). Knows nothing of
 * what a session does.
 */
@NullMarked
package dev.roomjar.opentok.signalling;

import org.jspecify.annotations.NullMarked;
