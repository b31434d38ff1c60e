/**
 * Who gets what: rewrite into each subscriber, retransmission, keyframe requests. Knows no crypto and no
 * sockets.
 */
@NullMarked
package dev.roomjar.media.forward;

import org.jspecify.annotations.NullMarked;
