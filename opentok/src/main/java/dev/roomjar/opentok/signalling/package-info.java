/**
 * The WebSocket that the browser library speaks.
 */
@NullMarked
package dev.roomjar.opentok.signalling;

import org.jspecify.annotations.NullMarked;
