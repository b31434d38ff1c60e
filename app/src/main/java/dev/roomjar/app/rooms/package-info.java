/**
 * RoomMaster and the Room entity with their messages. Knows nothing of pages.
 */
@NullMarked
package dev.roomjar.app.rooms;

import org.jspecify.annotations.NullMarked;
