/**
 * The door of the live-page library: {@code LiveView}, {@code Params}, {@code JS}, {@code LiveRoutes} and the
 * test client {@code LiveViewTest}. Knows nothing of Vert.x.
 */
@NullMarked
package dev.roomjar.liveview;

import org.jspecify.annotations.NullMarked;
