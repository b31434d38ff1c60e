/** Templates that the tests render. */
@NullMarked
package dev.roomjar.liveview.render.pages;

import org.jspecify.annotations.NullMarked;
