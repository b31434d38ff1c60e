/**
 * The room: live page and template.
 */
@NullMarked
package dev.roomjar.app.room;

import org.jspecify.annotations.NullMarked;
