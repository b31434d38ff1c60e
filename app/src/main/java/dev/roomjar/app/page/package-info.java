/**
 * What all pages share: the document around them, messages at the top, avatars, who the visitor is.
 *
 * <p>Start with {@link dev.roomjar.app.page.Visitor}. Knows nothing of single pages.
 */
@NullMarked
package dev.roomjar.app.page;

import org.jspecify.annotations.NullMarked;
