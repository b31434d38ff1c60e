/** Templates that a test changes while they are in use. */
@NullMarked
package dev.roomjar.liveview.render.reload;

import org.jspecify.annotations.NullMarked;
