/** Calls of real browsers through the media server. Skipped, and said so, where no browser is installed. */
@NullMarked
package dev.roomjar.media.browser;

import org.jspecify.annotations.NullMarked;
