/**
 * RTCP (RFC 3550, RFC 4585, RFC 5104): parse and write reports and feedback.
 */
@NullMarked
package dev.roomjar.media.rtcp;

import org.jspecify.annotations.NullMarked;
