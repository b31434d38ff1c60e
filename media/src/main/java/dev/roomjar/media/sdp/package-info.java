/**
 * Session descriptions (RFC 8866, RFC 8829, RFC 9143): parse, negotiate, write.
 */
@NullMarked
package dev.roomjar.media.sdp;

import org.jspecify.annotations.NullMarked;
