/**
 * One remote end: demultiplex (RFC 7983), secure, hand RTP up and down. Knows no other peer.
 */
@NullMarked
package dev.roomjar.media.peer;

import org.jspecify.annotations.NullMarked;
