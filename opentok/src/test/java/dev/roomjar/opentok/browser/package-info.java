/** The browser library in real browsers, against the real server. Start reading at {@code CallTest}. */
@NullMarked
package dev.roomjar.opentok.browser;

import org.jspecify.annotations.NullMarked;
