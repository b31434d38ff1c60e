/**
 * The sessions that are alive in this process. Start at {@link dev.roomjar.opentok.live.LiveSessions}: it finds or makes the
 * session that a client connects to. A {@code LiveSession} drives one {@link dev.roomjar.opentok.session.Session} with what
 * its clients, the media server and the clock bring, and does what comes out. {@link dev.roomjar.opentok.live.Ingest} is a client
 * within this process, {@link dev.roomjar.opentok.live.Egress} a peer that only watches.
 *
 * <p>Invariant: one owner per session: everything about it runs on its mailbox, one thing at a time; media listeners and
 * sockets only post. Knows nothing of WebSockets or JSON.
 */
@NullMarked
package dev.roomjar.opentok.live;

import org.jspecify.annotations.NullMarked;
