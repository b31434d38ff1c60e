/** Single sign-on as people meet it. */
@NullMarked
package dev.roomjar.app.signon;

import org.jspecify.annotations.NullMarked;
