/**
 * The only place with sockets, threads and clock: event loops, the Linux (FFM) and the portable (NIO) engine.
 */
@NullMarked
package dev.roomjar.media.net;

import org.jspecify.annotations.NullMarked;
