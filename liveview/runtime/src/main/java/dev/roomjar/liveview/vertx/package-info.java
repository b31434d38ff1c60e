/**
 * Binds a site to HTTP and WebSocket on Vert.x: the one place of the library with sockets, timers and a clock. Start reading
 * at {@link dev.roomjar.liveview.vertx.LiveServer}. Knows nothing of what a view does.
 *
 * <p>Invariants: views and form handlers never run on an event loop. A socket that is cut counts as closed at once: its close
 * handler may come late or never. WebSocket: RFC 6455, compression RFC 7692.
 */
@NullMarked
package dev.roomjar.liveview.vertx;

import org.jspecify.annotations.NullMarked;
