package dev.roomjar.app.room;

/**
 * The control bar of the room.
 *
 * @param unread messages that came while the chat was closed
 */
public record Bar(Switch microphone, Switch camera, Panel panel, int unread, boolean handUp, Viewing viewing) {}
