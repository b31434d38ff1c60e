/**
 * Signed links that say who comes: tokens of the operator's own system (JSON Web Tokens) and our own invitations. Start with
 * {@link dev.roomjar.app.signon.SignedLinks}. What a link has brought is kept in the visitor's session as a
 * {@link dev.roomjar.app.signon.Pass}; the token itself is looked at once and kept nowhere.
 *
 * <p>RFC 7519 (JSON Web Token), RFC 8725 (best current practices for it).
 */
@NullMarked
package dev.roomjar.app.signon;

import org.jspecify.annotations.NullMarked;
