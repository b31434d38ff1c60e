/**
 * The room: the live page of one person in it. Start with {@link dev.roomjar.app.room.RoomLive}; its templates and style
 * sheets stand beside it, the hooks that touch media are in {@code src/main/browser/call}.
 *
 * <p>The dance: the hook {@code PublisherInit} says what {@code devices} there are, asks {@code get_publish_info}, joins the
 * video session with it, publishes, and tells by {@code store_stream_id}; the room then tells every page, which shows a
 * place for the stream, and the hook {@code Subscriber} of that place receives it.
 */
@NullMarked
package dev.roomjar.app.room;

import org.jspecify.annotations.NullMarked;
