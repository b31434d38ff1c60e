/**
 * Connections, streams and roles of a session: a pure state machine. Start at {@link dev.roomjar.opentok.session.Session}:
 * one {@link dev.roomjar.opentok.session.Input} in, a list of {@link dev.roomjar.opentok.session.Output} out. {@link
 * dev.roomjar.opentok.session.Request} and {@link dev.roomjar.opentok.session.Message} are what clients say and hear.
 *
 * <p>Invariants: every request gets one reply, unless its socket is gone; a connection without the capability changes nothing;
 * a stream is seen by others only once the media server has taken it; nothing refers to a connection or stream that has
 * ended. Knows nothing of transport, threads or the clock.
 */
@NullMarked
package dev.roomjar.opentok.session;

import org.jspecify.annotations.NullMarked;
