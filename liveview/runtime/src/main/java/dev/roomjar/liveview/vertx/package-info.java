/**
 * Binds live views to HTTP and WebSocket on Vert.x. Knows nothing of what a view does.
 */
@NullMarked
package dev.roomjar.liveview.vertx;

import org.jspecify.annotations.NullMarked;
