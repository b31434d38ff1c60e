/**
 * The Phoenix channel wire: sealed frames and their one codec, the actor that drives a view, session and static
 * tokens. Knows nothing of templates.
 */
@NullMarked
package dev.roomjar.liveview.channel;

import org.jspecify.annotations.NullMarked;
