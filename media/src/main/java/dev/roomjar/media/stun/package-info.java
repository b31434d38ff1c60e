/**
 * STUN messages (RFC 8489), as much as ICE (RFC 8445 §7, §16) and TURN (RFC 8656) need: parse, verify, write. Knows nothing
 * of the state of either, sockets or clocks.
 *
 * <p>Start reading at {@link StunMessage} for what comes in and {@link StunWriter} for what goes out. Nothing that reads
 * throws, whatever the bytes: {@code null} stands for "not a usable STUN message".
 */
@NullMarked
package dev.roomjar.media.stun;

import org.jspecify.annotations.NullMarked;
