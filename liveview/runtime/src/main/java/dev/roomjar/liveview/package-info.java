/**
 * The door of the live-page library: pages whose state and events live on the server. Start reading at
 * {@link dev.roomjar.liveview.LiveView}, which users extend, and {@link dev.roomjar.liveview.LiveRoutes}, which puts views at
 * addresses; {@link dev.roomjar.liveview.LiveViewTest} is the visitor that tests use. Knows nothing of Vert.x.
 *
 * <p>The packages below, each knowing only those before it: {@code render} (trees and diffs), {@code channel} (the wire and the
 * actor of a view), {@code page} (plain HTTP), this one, {@code vertx} (the server).
 *
 * <p>Invariant: a view is called by one thread at a time, and its fault costs nobody else anything.
 */
@NullMarked
package dev.roomjar.liveview;

import org.jspecify.annotations.NullMarked;
