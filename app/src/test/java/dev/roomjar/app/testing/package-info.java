/** What browser tests of the app share. */
@NullMarked
package dev.roomjar.app.testing;

import org.jspecify.annotations.NullMarked;
