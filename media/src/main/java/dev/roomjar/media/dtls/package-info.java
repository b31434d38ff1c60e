/**
 * DTLS 1.2 server by Bouncy Castle with use_srtp (RFC 6347, RFC 5764, RFC 8827).
 */
@NullMarked
package dev.roomjar.media.dtls;

import org.jspecify.annotations.NullMarked;
