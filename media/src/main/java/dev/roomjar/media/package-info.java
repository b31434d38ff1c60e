/**
 * The door of the media server: {@code MediaServer}, {@code MediaSession}, {@code Publication}, {@code
 * Receiver}, {@code Subscription}, {@code Player}. Knows nothing of OpenTok or HTTP.
 */
@NullMarked
package dev.roomjar.media;

import org.jspecify.annotations.NullMarked;
