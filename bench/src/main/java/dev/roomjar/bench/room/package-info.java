/**
 * The whole product under a room's load: the app's server in a process of its own ({@link dev.roomjar.bench.room.AppServer}),
 * people of the load generator who come in through WHIP, and one real page in Chromium ({@link
 * dev.roomjar.bench.room.RoomPage}). Linux only.
 *
 * <p>What those people show and say is a clip that {@code MakeClip} made once.
 */
@NullMarked
package dev.roomjar.bench.room;

import org.jspecify.annotations.NullMarked;
