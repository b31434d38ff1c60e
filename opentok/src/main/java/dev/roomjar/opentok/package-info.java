/**
 * The door of the OpenTok-compatible platform. Start at {@link dev.roomjar.opentok.OpenTok}: sessions, tokens and moderation
 * for a program that embeds the library; {@link dev.roomjar.opentok.Project} holds the API key and secret,
 * {@link dev.roomjar.opentok.Token} reads and writes the client tokens of the server SDKs,
 * {@link dev.roomjar.opentok.SessionId} their session ids.
 *
 * <p>Invariants: no secret is ever printed or logged; every signature is compared in constant time; nothing a client sends
 * throws out of here. Sources: RFC 7515 and 7519 (JSON Web Signature and Token), RFC 2104 (HMAC), the public OpenTok server
 * SDKs. Knows nothing of the app.
 */
@NullMarked
package dev.roomjar.opentok;

import org.jspecify.annotations.NullMarked;
