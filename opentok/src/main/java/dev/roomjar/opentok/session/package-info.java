/**
 * Connections, streams and roles of a session: a pure state machine. Knows nothing of transport.
 */
@NullMarked
package dev.roomjar.opentok.session;

import org.jspecify.annotations.NullMarked;
