/**
 * RTP packets (RFC 3550, RFC 8285): header views over a reused buffer, extensions, sequence arithmetic, packet
 * cache.
 */
@NullMarked
package dev.roomjar.media.rtp;

import org.jspecify.annotations.NullMarked;
