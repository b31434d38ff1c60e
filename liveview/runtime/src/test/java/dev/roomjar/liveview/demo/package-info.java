/** A small site that the tests of the runtime visit: a lobby, a desk with one of everything, and a room. */
@NullMarked
package dev.roomjar.liveview.demo;

import org.jspecify.annotations.NullMarked;
