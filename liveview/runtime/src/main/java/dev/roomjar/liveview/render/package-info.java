/**
 * Rendered trees, their diffs and their HTML: pure values and functions. Knows nothing of channels or actors.
 *
 * <p>Start with {@link dev.roomjar.liveview.render.Rendered}, which generated templates build from
 * {@link dev.roomjar.liveview.render.Template} and {@link dev.roomjar.liveview.render.Keyed}, and go on to
 * {@link dev.roomjar.liveview.render.Diff}. {@link dev.roomjar.liveview.render.Html} escapes.
 *
 * <p>What holds throughout: a dynamic value is text that is escaped already, a tree, a loop or a component, never null;
 * the identity of a {@code Template} tells whether a browser knows its texts; a tree that was rendered does not change.
 * {@link dev.roomjar.liveview.render.DevTemplates} alone has state, and only in development.
 *
 * <p>The wire format is that of the Phoenix LiveView client 1.2, whose own code checks every diff in the tests.
 */
@NullMarked
package dev.roomjar.liveview.render;

import org.jspecify.annotations.NullMarked;
