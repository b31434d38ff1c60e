/** Rooms in frames of other sites. */
@NullMarked
package dev.roomjar.app.embed;

import org.jspecify.annotations.NullMarked;
