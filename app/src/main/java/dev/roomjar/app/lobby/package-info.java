/**
 * The lobby: who you are, which rooms are open, a new room. Start with {@link dev.roomjar.app.lobby.LobbyLive}; its
 * template and style sheet stand beside it.
 */
@NullMarked
package dev.roomjar.app.lobby;

import org.jspecify.annotations.NullMarked;
