/**
 * The door of the OpenTok-compatible platform: {@code OpenTok}, {@code Project}, {@code SessionId}, {@code
 * Token}, {@code Role}. Knows nothing of the app.
 */
@NullMarked
package dev.roomjar.opentok;

import org.jspecify.annotations.NullMarked;
