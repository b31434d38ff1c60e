/**
 * RoomMaster and the Room entity with their messages: who is in which room, and what each person may know of it.
 *
 * <p>Start with {@link dev.roomjar.app.rooms.RoomMaster}, the door, then {@link dev.roomjar.app.rooms.RoomEvent}, what a
 * page hears. {@code Room} is the state of one room, {@code
 * Reception} how people come in and {@code Door} who may, {@code Seats} and {@code Hosts} who is there and as what, {@code
 * Participation} and {@code Hosting} what people do; {@code RoomActor} gives it a mailbox, one sharded entity per room; {@code Directory} is the list of rooms behind the lobby.
 *
 * <p>Invariants: a person's token and secret leave the room only in that person's own {@link
 * dev.roomjar.app.rooms.JoinReply.Admitted} (the token) or never (the secret); a view that has ended holds no seat; a room
 * without people is gone from the directory and its video session is closed.
 *
 * <p>Knows nothing of pages.
 */
@NullMarked
package dev.roomjar.app.rooms;

import org.jspecify.annotations.NullMarked;
