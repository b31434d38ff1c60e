/**
 * The doors for what is no browser page of ours: encoders publish into a room by WHIP (RFC 9725), players watch it by WHEP
 * (draft-ietf-wish-whep-03), both over HTTP with bearer tokens (RFC 6750).
 *
 * <p>Start with {@link dev.roomjar.app.whip.WhipRoutes}, which says what each request is answered with, then {@code Resource}:
 * one actor per encoder or player, {@code EncoderResource} with a seat in the room like a page has, {@code PlayerResource}
 * beside it. {@link dev.roomjar.app.whip.Grant} is what a token allows.
 *
 * <p>Invariants: nothing happens for a request whose token does not allow it; tokens and session descriptions are never logged;
 * what a request sends cannot throw out of its handler. Knows nothing of pages.
 */
@NullMarked
package dev.roomjar.app.whip;

import org.jspecify.annotations.NullMarked;
