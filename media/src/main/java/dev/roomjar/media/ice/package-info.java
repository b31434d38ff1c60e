/**
 * ICE-lite agent of one peer (RFC 8445, RFC 7675). Knows nothing of sockets or clocks.
 */
@NullMarked
package dev.roomjar.media.ice;

import org.jspecify.annotations.NullMarked;
