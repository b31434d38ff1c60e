/**
 * Session descriptions (RFC 8866, RFC 8829, RFC 9143): parse, negotiate, write. Start reading at {@link
 * dev.roomjar.media.sdp.PublisherNegotiation} (a publisher offers, this server answers), {@link
 * dev.roomjar.media.sdp.ReceiverNegotiation} (this server offers, a receiver answers) and {@link
 * dev.roomjar.media.sdp.PlayerNegotiation} (a player offers to receive, this server answers).
 *
 * <p>A description that cannot be used ends in a {@link dev.roomjar.media.MediaException} that says what is missing; no other
 * exception comes out of any text. Also used: RFC 8839 (ICE), RFC 8122 and 8842 (DTLS), RFC 8285 (header extensions), RFC 5576
 * (SSRC lines), RFC 8853 (simulcast), RFC 8830 (msid).
 */
@NullMarked
package dev.roomjar.media.sdp;

import org.jspecify.annotations.NullMarked;
