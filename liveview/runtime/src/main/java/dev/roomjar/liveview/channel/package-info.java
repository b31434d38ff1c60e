/**
 * The Phoenix channel wire (serializer 2.0.0, as the npm packages phoenix 1.8.16 and phoenix_live_view 1.2.12 speak it): sealed
 * frames and their one codec, the actor that drives a view, signed tokens. Knows nothing of templates or sockets.
 *
 * <p>Start reading at {@link dev.roomjar.liveview.channel.LiveSocket}: a frame comes in, {@code FrameCodec} types it,
 * {@code Admission} judges a join, {@code ViewActor} gives {@code ViewProcess} one message at a time, and that writes the answer.
 *
 * <p>{@code ComponentSet} holds the stateful components of a view. Where the client has quirks, it and not the client yields: a
 * component that comes back gets another number, and what surrounds a change is named with it.
 *
 * <p>Invariants: nothing that a browser sends throws out of {@code LiveSocket}; every message of a page is answered exactly once;
 * a view's frames leave in the order the client needs; however a view ends, its hooks run once. Tokens: RFC 2104.
 */
@NullMarked
package dev.roomjar.liveview.channel;

import org.jspecify.annotations.NullMarked;
