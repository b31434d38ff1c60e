/**
 * Pages over plain HTTP, without a server: the first render of a live view within its document, the session cookie, the flash
 * between pages, plain forms, error pages. Start reading at {@link dev.roomjar.liveview.page.Pages}. Nothing here touches a
 * socket; a request is a value and so is its answer.
 *
 * <p>Cookies: RFC 6265; {@code __Host-} prefix: RFC 6265bis §4.1.3.2.
 */
@NullMarked
package dev.roomjar.liveview.page;

import org.jspecify.annotations.NullMarked;
