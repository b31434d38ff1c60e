/**
 * Rendered trees, their diffs and their HTML: pure values and functions. Knows nothing of channels or actors.
 */
@NullMarked
package dev.roomjar.liveview.render;

import org.jspecify.annotations.NullMarked;
