/**
 * Rooms in frames of other sites: who may frame them, and what the address of a frame asks for. Start with
 * {@link dev.roomjar.app.embed.Embedding} and {@link dev.roomjar.app.embed.Frame}. The page in the frame is the room's own; what
 * it tells the page around it and what that may ask is in {@code src/main/browser/embed}.
 *
 * <p>A frame has no cookie: browsers keep those away from frames in pages of other sites.
 */
@NullMarked
package dev.roomjar.app.embed;

import org.jspecify.annotations.NullMarked;
