/**
 * SRTP and SRTCP (RFC 3711, RFC 7714): key derivation, protect, unprotect, replay window.
 */
@NullMarked
package dev.roomjar.media.srtp;

import org.jspecify.annotations.NullMarked;
