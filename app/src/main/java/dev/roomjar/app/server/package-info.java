/**
 * {@code main}, settings, TLS, wiring. Knows nothing of the rules of a room.
 */
@NullMarked
package dev.roomjar.app.server;

import org.jspecify.annotations.NullMarked;
