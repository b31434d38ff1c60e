/**
 * STUN messages (RFC 8489): parse, verify, write. Knows nothing of ICE state, sockets or clocks.
 */
@NullMarked
package dev.roomjar.media.stun;

import org.jspecify.annotations.NullMarked;
