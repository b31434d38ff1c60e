/** What the fuzz tests of every package share. */
@NullMarked
package dev.roomjar.media.fuzz;

import org.jspecify.annotations.NullMarked;
